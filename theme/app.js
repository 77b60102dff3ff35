// What the pages do beyond links and forms. Every control is made here, so that none is dead without scripts.
(function () {
  "use strict";
  var root = document.documentElement;
  var script = document.currentScript;

  // What is kept in the browser under the catalog's key; without storage it lasts as long as the page.
  var kept = {};

  function store(key, value) {
    var name = root.dataset.store + ":" + key;
    if (value !== undefined) kept[key] = value;
    try {
      if (value) localStorage.setItem(name, value);
      else if (value === "") localStorage.removeItem(name);
      else return localStorage.getItem(name) || "";
    } catch (error) {
      // A private window, a strict setting.
    }
    return kept[key] || "";
  }

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(key => {
      made.setAttribute(key, attributes[key]);
    });
    (children || []).forEach(child => {
      made.append(child);
    });
    return made;
  }

  function text(name, className, content) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (content) made.textContent = content;
    return made;
  }

  function grouped(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  }

  function button(className, content, act) {
    var made = text("button", className, content);
    made.type = "button";
    made.addEventListener("click", act);
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

  var again;
  function announce(text) {
    var status = document.getElementById("status");
    if (!status) return;
    clearTimeout(again);
    // The same words twice in a row are only read when the line was empty between.
    if (status.textContent !== text) status.textContent = text;
    else {
      status.textContent = "";
      again = setTimeout(() => {
        status.textContent = text;
      }, 50);
    }
  }

  // Data and further scripts, loaded on first use. From file:// only a classic script can be read, so a file of data
  // is a call of `put`.

  var loading = {};
  var values = {};

  function load(path) {
    if (!loading[path]) {
      loading[path] = new Promise((resolve, reject) => {
        var added = element("script", { src: root.dataset.root + path });
        added.onload = () => {
          resolve();
        };
        added.onerror = () => {
          // A later call tries again.
          delete loading[path];
          added.remove();
          reject(new Error(path));
        };
        document.head.append(added);
      });
    }
    return loading[path];
  }

  function data(name, path) {
    if (name in values) return Promise.resolve(values[name]);
    return load(path).then(() => {
      if (!(name in values)) throw new Error(name);
      return values[name];
    });
  }

  var manifest;
  function getManifest() {
    if (!manifest) {
      manifest = data("manifest", "search/manifest.js").then(JSON.parse);
      manifest.catch(() => {
        manifest = null;
      });
    }
    return manifest;
  }

  // One file of a family, such as `records/12`, parsed.
  var parsed = {};
  function part(family, number) {
    var name = family + "/" + number;
    if (parsed[name]) return Promise.resolve(parsed[name]);
    return getManifest()
      .then(manifest => data(name, "search/" + name + ".js?v=" + manifest[family].version))
      .then(json => {
        delete values[name];
        return (parsed[name] = JSON.parse(json));
      });
  }

  function records(ordinals) {
    return getManifest().then(manifest => {
      var size = manifest.records.size;
      var wanted = Array.prototype.map.call(ordinals, ordinal => {
        return part("records", Math.floor(ordinal / size)).then(chunk => chunk[ordinal % size]);
      });
      return Promise.all(wanted);
    });
  }

  // The shortlist: up to four models to compare.

  function shortlist(ids) {
    if (ids) store("compare", ids.length ? JSON.stringify(ids) : "");
    try {
      return JSON.parse(store("compare") || "[]");
    } catch (error) {
      return [];
    }
  }

  function compareToggle(id) {
    var made = element("button", { type: "button", class: "chip pick", "aria-label": "Compare " + id });
    made.cardexId = id;
    made.append(icon("compare"), element("span", {}, ["Compare"]));
    made.setAttribute("aria-pressed", String(shortlist().indexOf(id) >= 0));
    made.addEventListener("click", () => {
      var ids = shortlist();
      var at = ids.indexOf(id);
      if (at >= 0) ids.splice(at, 1);
      else if (ids.length < 4) ids.push(id);
      else return announce("Four models can be compared at most.");
      shortlist(ids);
      tray();
      announce((at >= 0 ? "Removed. " : "Added. ") + ids.length + " to compare.");
    });
    return made;
  }

  var bar;
  function tray() {
    var ids = shortlist();
    all(".pick").forEach(made => {
      made.setAttribute("aria-pressed", String(ids.indexOf(made.cardexId) >= 0));
    });
    if (bar) bar.remove();
    root.classList.toggle("picked", ids.length > 0);
    if (!ids.length || document.body.classList.contains("page-compare")) return;
    var query = ids.map(id => "m=" + encodeURIComponent(id));
    var go = element("a", { class: "button primary", href: root.dataset.root + "compare/index.html?" + query.join("&") });
    go.textContent = ids.length === 1 ? "Compare 1 model with …" : "Compare " + ids.length + " models";
    var clear = element("button", { type: "button", class: "clear" }, ["Clear"]);
    clear.addEventListener("click", () => {
      shortlist([]);
      tray();
      announce("Nothing to compare.");
    });
    bar = element("aside", { class: "tray", "aria-label": "Models to compare" }, [go, clear]);
    document.body.append(bar);
  }

  function shortlists() {
    all(".compare-slot").forEach(slot => {
      slot.append(compareToggle(slot.dataset.id));
    });
    all(".item").forEach(item => {
      item.append(compareToggle(item.querySelector(".item-id a").textContent));
    });
    addEventListener("storage", tray);
    addEventListener("pageshow", tray);
  }

  window.cardex = {
    root: root.dataset.root,
    load,
    put: (name, value) => {
      values[name] = value;
    },
    data,
    store,
    announce,
    manifest: getManifest,
    part,
    records,
    // A script of the theme that is loaded on first use: `facets`, `query` …
    use: name => load(script.getAttribute("data-" + name)),
    all,
    element,
    text,
    button,
    grouped,
    icon,
    compareToggle,
    shortlist,
    // `otherwise`: what a reader may do where it fails.
    copy: (text, otherwise) => {
      var copied = window.cardex.use("copying").then(() => window.cardexCopy(text));
      return copied.catch(() => false).then(done => {
        announce(done ? "Copied." : "Copying is not possible here: " + (otherwise || "select the text instead") + ".");
        return done;
      });
    },
  };

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
    button.addEventListener("click", () => {
      var next = schemes[(schemes.indexOf(root.dataset.theme || "auto") + 1) % schemes.length];
      if (next === "auto") delete root.dataset.theme;
      else root.dataset.theme = next;
      store("theme", next === "auto" ? "" : next);
      announce(show());
    });
    show();
    slot.append(button);
  }

  // The header's menu closes by Esc and by a click elsewhere.

  function menus() {
    var menu = document.querySelector(".nav-menu");
    if (!menu) return;
    document.addEventListener("click", event => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", event => {
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
      box.checked = store("shortcuts") !== "off";
      box.addEventListener("change", () => {
        store("shortcuts", box.checked ? "" : "off");
        announce(box.checked ? "Single-key shortcuts are on." : "Single-key shortcuts are off.");
      });
      place.append(element("label", { class: "setting", for: "shortcuts" }, [box, "Use single-key shortcuts"]));
    }
    document.addEventListener("keydown", event => {
      var chord = event.ctrlKey || event.metaKey;
      var key = event.key || "";
      if (event.altKey || event.isComposing || event.defaultPrevented || !(chord ? /^k$/i : /^[?/]$/).test(key)) return;
      if (chord ? event.shiftKey : store("shortcuts") === "off" || event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
      var box = all('form.search input[type="search"]').filter(box => box.offsetParent)[0];
      if (key === "?") location.href = root.dataset.root + "about/index.html#about-keys";
      else if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      } else if (!chord && palette()) event.preventDefault();
    });
  }

  // The command palette: a button, and Ctrl or Command with K.

  function palette() {
    if (!script.dataset.palette) return false;
    window.cardex.use("palette").then(
      () => {
        window.cardexPalette.toggle();
      },
      () => {
        announce("The command palette could not be loaded.");
      },
    );
    return true;
  }

  function paletteButton() {
    var slot = document.querySelector(".palette-slot");
    if (slot && script.dataset.palette) {
      var keys = /Mac|iP/.test(navigator.platform) ? "⌘K" : "Ctrl K";
      var label = "Command palette (" + keys + ")";
      var button = element("button", { type: "button", class: "palette-open", "aria-label": label, title: label }, [icon("palette")]);
      button.addEventListener("click", palette);
      slot.append(button);
    }
    // Ahead of everything else that listens for keys.
    addEventListener(
      "keydown",
      event => {
        if (!event.key || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
        if (event.altKey || event.shiftKey || event.isComposing || !palette()) return;
        event.preventDefault();
        event.stopPropagation();
      },
      true,
    );
  }

  paletteButton();
  themeSwitch();
  menus();
  shortcuts();
  shortlists();
})();
