// What the pages do beyond links and forms. Every control is made here, so that none is dead without scripts.
(function () {
  "use strict";
  var root = document.documentElement;
  var store = root.dataset.store + ":";

  function read(key) {
    try {
      return localStorage.getItem(store + key);
    } catch (error) {
      return null;
    }
  }

  function write(key, value) {
    try {
      if (value) localStorage.setItem(store + key, value);
      else localStorage.removeItem(store + key);
    } catch (error) {
      // Without storage a choice lasts as long as the page.
    }
  }

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    (children || []).forEach(function (child) {
      made.append(child);
    });
    return made;
  }

  function icon(name) {
    var space = "http://www.w3.org/2000/svg";
    var svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    var use = document.createElementNS(space, "use");
    use.setAttribute("href", "#i-" + name);
    svg.append(use);
    return svg;
  }

  function announce(text) {
    var status = document.getElementById("status");
    if (!status) return;
    // The same words twice in a row are only read when the line was empty between.
    status.textContent = "";
    setTimeout(function () {
      status.textContent = text;
    }, 50);
  }

  // The colour scheme: as the system has it, light, dark.

  var schemes = ["auto", "light", "dark"];
  var symbols = { auto: "auto", light: "sun", dark: "moon" };

  function themeSwitch() {
    var slot = document.querySelector(".theme-slot");
    if (!slot) return;
    var button = element("button", { type: "button", class: "theme-switch" });
    function show() {
      var scheme = root.dataset.theme || "auto";
      var label = "Colours: " + scheme;
      button.replaceChildren(icon(symbols[scheme]));
      button.setAttribute("aria-label", label);
      button.title = label;
      return label;
    }
    button.addEventListener("click", function () {
      var next = schemes[(schemes.indexOf(root.dataset.theme || "auto") + 1) % schemes.length];
      if (next === "auto") delete root.dataset.theme;
      else root.dataset.theme = next;
      write("theme", next === "auto" ? "" : next);
      announce(show());
    });
    show();
    slot.append(button);
  }

  // Copying.

  function copyByCommand(text) {
    var area = element("textarea", { class: "visually-hidden", "aria-hidden": "true", readonly: "" });
    var before = document.activeElement;
    area.value = text;
    // What is hidden from sight does not wrap, and then the indentation of code would not be copied.
    area.style.whiteSpace = "pre";
    document.body.append(area);
    area.select();
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      done = false;
    }
    area.remove();
    if (before) before.focus();
    return done;
  }

  function copyText(text) {
    if (navigator.clipboard && navigator.clipboard.writeText) {
      return navigator.clipboard.writeText(text).then(
        function () {
          return true;
        },
        function () {
          return copyByCommand(text);
        },
      );
    }
    return Promise.resolve(copyByCommand(text));
  }

  function copyButton(label, text) {
    var button = element("button", { type: "button", class: "copy", "aria-label": label, title: label }, [icon("copy")]);
    var timer;
    button.addEventListener("click", function () {
      copyText(text()).then(function (done) {
        announce(done ? "Copied." : "Copying is not possible here: select the text instead.");
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
        write("snippet", button.textContent);
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
    var last = read("snippet");
    var start = buttons.findIndex(function (button) {
      return button.textContent === last;
    });
    choose(Math.max(start, 0));
    group.prepend(list);
    group.classList.add("tabbed");
  }

  // Menus: the contents stand open beside the text on wide screens; the header's menu closes by Esc and by a click
  // elsewhere.

  function menus() {
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
    var menu = document.querySelector(".nav-menu");
    if (!menu) return;
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  // Shortcuts of a single key can be switched off; the search box reads the same setting.

  function shortcuts() {
    var place = document.getElementById("shortcut-setting");
    if (place) {
      var box = element("input", { type: "checkbox", id: "shortcuts" });
      box.checked = read("shortcuts") !== "off";
      box.addEventListener("change", function () {
        write("shortcuts", box.checked ? "" : "off");
        announce(box.checked ? "Single-key shortcuts are on." : "Single-key shortcuts are off.");
      });
      place.append(element("label", { class: "setting", for: "shortcuts" }, [box, "Use single-key shortcuts"]));
    }
    document.addEventListener("keydown", function (event) {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (read("shortcuts") === "off") return;
      if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
      location.href = root.dataset.root + "about/index.html#about-keys";
    });
  }

  themeSwitch();
  copyButtons();
  all(".snippets").forEach(tabs);
  menus();
  shortcuts();
})();
