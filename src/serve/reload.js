// Loads the page again when the catalog changed, and shows what there is to say about its cards. Text from cards is only ever
// set as text.
(function () {
  "use strict";
  var script = document.currentScript;
  var state = Number(script.dataset.state);
  var notice = -1;
  var events;
  var host, root, shown;

  // A page that nobody looks at gives its connection back: browsers have six for each server.
  function listen() {
    if (events || document.hidden) return;
    events = new EventSource("/-/events");
    events.onmessage = function (message) {
      var moment = JSON.parse(message.data);
      if (moment.state !== state) {
        events.close();
        location.reload();
      } else if (moment.notice !== notice) {
        notice = moment.notice;
        refresh();
      }
    };
  }

  document.addEventListener("visibilitychange", function () {
    if (document.hidden && events) {
      events.close();
      events = null;
    }
    listen();
  });
  window.addEventListener("pagehide", function () {
    if (events) events.close();
    events = null;
  });
  window.addEventListener("pageshow", listen);

  function refresh() {
    fetch("/-/findings" + location.pathname)
      .then(function (answer) {
        return answer.json();
      })
      .then(show)
      .catch(function () {});
  }

  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function counted(count, noun) {
    return count + " " + noun + (count === 1 ? "" : "s");
  }

  function list(findings) {
    var all = element("ul");
    findings.forEach(function (finding) {
      var item = element("li", "", finding.level);
      item.append(element("strong", finding.level), " ", element("code", finding.place));
      item.append(element("p", finding.rule ? finding.message + " (" + finding.rule + ")" : finding.message));
      if (finding.help) item.append(element("p", finding.help, "help"));
      all.append(item);
    });
    return all;
  }

  // What was put away stays away until there is something else to say.
  function isAway(text) {
    try {
      return sessionStorage.getItem("cardex:away") === text;
    } catch (error) {
      return false;
    }
  }

  function putAway(text) {
    try {
      sessionStorage.setItem("cardex:away", text);
    } catch (error) {
      // Without storage it comes back with the next page.
    }
  }

  function show(answer) {
    var text = JSON.stringify([answer.broken, answer.here, answer.counts]);
    if (text === shown) return;
    shown = text;
    if (!host) {
      host = document.createElement("cardex-findings");
      root = host.attachShadow({ mode: "open" });
      document.body.append(host);
    }
    var style = element("link");
    style.rel = "stylesheet";
    style.href = "/-/reload.css";
    root.replaceChildren(style);
    var total = answer.counts.error + answer.counts.warning + answer.broken.length;
    if (total === 0) return;
    var words = counted(answer.counts.error + answer.broken.length, "error");
    words += ", " + counted(answer.counts.warning, "warning");
    var button = element("button", words, answer.counts.error + answer.broken.length ? "chip error" : "chip");
    var panel = element("section");
    var close = element("button", "Close", "close");
    button.type = close.type = "button";
    button.setAttribute("aria-controls", "panel");
    panel.id = "panel";
    panel.setAttribute("aria-label", "Findings of the preview");
    var live = element("div");
    live.setAttribute("role", "status");
    panel.append(close, live);
    if (answer.broken.length) {
      live.append(element("h2", "The site is as it was before the last change"));
      live.append(list(answer.broken));
    }
    if (answer.here.length) {
      live.append(element("h2", "This page’s card"));
      live.append(list(answer.here));
    }
    if (answer.others.length) {
      var details = element("details");
      details.append(element("summary", "Elsewhere in the hub"), list(answer.others));
      if (answer.left_out) details.append(element("p", "And " + answer.left_out + " more: cardex check lists them."));
      panel.append(details);
    }
    function open(is) {
      panel.hidden = !is;
      button.hidden = is;
      button.setAttribute("aria-expanded", String(is));
    }
    function dismiss() {
      open(false);
      putAway(text);
      button.focus();
    }
    button.addEventListener("click", function () {
      open(true);
      close.focus();
    });
    close.addEventListener("click", dismiss);
    panel.addEventListener("keydown", function (event) {
      if (event.key === "Escape") dismiss();
    });
    root.append(panel, button);
    open(answer.broken.length + answer.here.length > 0 && !isAway(text));
  }

  listen();
})();
