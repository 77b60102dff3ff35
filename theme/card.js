// What a page with a card does beyond links: buttons that copy, snippets in tabs, the contents.
(function () {
  "use strict";
  var cardex = window.cardex;
  var all = cardex.all;
  var element = cardex.element;
  var icon = cardex.icon;
  var store = cardex.store;

  function copyButton(label, text) {
    var button = element("button", { type: "button", class: "copy", "aria-label": label, title: label }, [icon("copy")]);
    var timer;
    button.addEventListener("click", function () {
      cardex.copy(text()).then(function (done) {
        if (!done) return;
        button.replaceChildren(icon("check"));
        button.classList.add("done");
        clearTimeout(timer);
        timer = setTimeout(function () {
          button.replaceChildren(icon("copy"));
          button.classList.remove("done");
        }, 1600);
      });
    });
    return button;
  }

  function copyButtons() {
    all(".copy-slot").forEach(function (slot) {
      slot.append(
        copyButton(slot.dataset.copyLabel, function () {
          return slot.dataset.copy;
        }),
      );
    });
    all("pre[data-copy-label], .card pre > code:only-child").forEach(function (found) {
      var pre = found.closest("pre");
      if (pre.classList.contains("math")) return;
      var box = element("div", { class: "code-box" });
      pre.replaceWith(box);
      box.append(
        pre,
        copyButton(pre.dataset.copyLabel || "Copy the code", function () {
          return pre.textContent.replace(/\n$/, "");
        }),
      );
    });
  }

  // Snippets: one under another without scripts, tabs with them.

  function tabs(group) {
    var panels = Array.prototype.slice.call(group.querySelectorAll(".snippet"));
    if (panels.length < 2) return;
    var list = element("div", { role: "tablist", class: "tabs", "aria-labelledby": "use" });
    var buttons = panels.map(function (panel) {
      var heading = panel.querySelector("h3");
      var button = element("button", { type: "button", role: "tab", id: panel.id + "-tab", "aria-controls": panel.id });
      button.textContent = heading.textContent;
      heading.hidden = true;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      list.append(button);
      return button;
    });
    function choose(index, focus) {
      buttons.forEach(function (button, at) {
        var chosen = at === index;
        button.setAttribute("aria-selected", String(chosen));
        button.tabIndex = chosen ? 0 : -1;
        // A class, not `hidden`: the printed page shows every snippet.
        panels[at].classList.toggle("off", !chosen);
      });
      if (focus) buttons[index].focus();
    }
    buttons.forEach(function (button, index) {
      button.addEventListener("click", function () {
        choose(index);
        store("snippet", button.textContent);
      });
      button.addEventListener("keydown", function (event) {
        var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (getComputedStyle(list).direction === "rtl") step = -step;
        var to = step ? (index + step + buttons.length) % buttons.length : { Home: 0, End: buttons.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        choose(to, true);
      });
    });
    var last = store("snippet");
    var start = buttons.findIndex(function (button) {
      return button.textContent === last;
    });
    choose(Math.max(start, 0));
    group.prepend(list);
    group.classList.add("tabbed");
  }

  // The contents stand open beside the text on wide screens.

  function contents() {
    var toc = document.querySelector(".toc > details");
    if (toc) {
      var wide = matchMedia("(min-width: 80rem)");
      var fit = function () {
        toc.open = wide.matches;
      };
      wide.addEventListener("change", fit);
      fit();
      toc.addEventListener("click", function (event) {
        if (event.target.closest("a") && !wide.matches) toc.open = false;
      });
    }
  }

  copyButtons();
  all(".snippets").forEach(tabs);
  contents();
})();
