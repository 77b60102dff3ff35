// The command palette: one box for models, pages and what can be done here. Loaded when it is first asked for.
(function () {
  "use strict";
  var cardex = window.cardex;
  var element = cardex.element;
  var root = document.documentElement;
  var before, dialog, input, list, options, active, asking, pressed, waiting, turn = 0;

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  // Pages and terms, by label: whole first, then its beginning, then the beginning of a word, then anything within.
  function rank(label, words) {
    var text = fold(label);
    var query = words.join(" ");
    if (text === query) return 4;
    if (text.startsWith(query)) return 3;
    var parts = text.split(/[^\p{L}\p{N}]+/u);
    var starts = words.every(function (word) {
      return parts.some(function (part) {
        return part.startsWith(word);
      });
    });
    if (starts) return 2;
    return words.every(function (word) {
      return text.includes(word);
    })
      ? 1
      : 0;
  }

  var pages = [];
  function loadPages() {
    return cardex
      .manifest()
      .then(function (manifest) {
        return cardex.data("pages", "search/pages.js?v=" + manifest.pages.version);
      })
      .then(function (json) {
        pages = JSON.parse(json);
      });
  }

  function click(selector) {
    return function () {
      var button = document.querySelector(selector);
      if (button) button.click();
    };
  }

  function actions() {
    var off = cardex.store("shortcuts") === "off";
    return [
      ["Colours: " + { auto: "to light", light: "to dark", dark: "as the system" }[root.dataset.theme || "auto"], click(".theme-slot button")],
      ["Copy the link to this page", function () {
        cardex.copy(location.href);
      }],
      ["Single-key shortcuts: switch " + (off ? "on" : "off"), function () {
        cardex.store("shortcuts", off ? "" : "off");
        cardex.announce("Single-key shortcuts are " + (off ? "on." : "off."));
      }],
      ["Keyboard shortcuts and settings", cardex.root + "about/index.html#about-keys"],
    ];
  }

  function move(to) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = to;
    var option = options[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else input.removeAttribute("aria-activedescendant");
  }

  function group(heading, entries) {
    if (!entries.length) return;
    var id = "palette-group-" + list.children.length;
    var box = element("div", { role: "group", "aria-labelledby": id }, [element("div", { id: id, class: "palette-heading" }, [heading])]);
    entries.forEach(function (entry) {
      var target = entry[1];
      var option = element(typeof target === "string" ? "a" : "div", {
        role: "option", id: "palette-" + options.length, class: "search-option", "aria-selected": "false", tabindex: "-1",
      }, [element("bdi", {}, [entry[0]])]);
      if (entry[2]) option.append(element("span", { class: "palette-hint" }, [entry[2]]));
      if (typeof target === "string") option.href = target;
      else {
        option.addEventListener("click", function () {
          dialog.close();
          target();
        });
      }
      options.push(option);
      box.append(option);
    });
    list.append(box);
  }

  function count(number, noun) {
    return number + " " + noun + (number === 1 ? "" : "s");
  }

  // What is drawn under a finger that is down would take the click from what it points at.
  function draw(models, more) {
    waiting = function () {
      show(models, more);
    };
    if (!pressed) settle();
  }

  function settle() {
    pressed = false;
    if (waiting) waiting();
    waiting = null;
  }

  function show(models, more) {
    // Once an action is chosen the box is gone, and what was done has been announced: nothing may speak over it.
    if (!dialog.open) return;
    var words = fold(input.value).split(/\s+/).filter(Boolean);
    var chosen = options[active] && active > 0 ? options[active].textContent : "";
    list.textContent = "";
    options = [];
    var found = pages
      .map(function (page, at) {
        return { page: page, at: at, rank: words.length ? rank(page[0], words) : page[1] === "Page" ? 1 : 0 };
      })
      .filter(function (entry) {
        return entry.rank;
      })
      .sort(function (a, b) {
        return b.rank - a.rank || b.page[3] - a.page[3] || a.at - b.at;
      })
      .slice(0, words.length ? 5 : 20)
      .map(function (entry) {
        var page = entry.page;
        return [page[0], cardex.root + page[2], page[1] === "Page" ? "" : page[1] + " · " + count(page[3], "model")];
      });
    var doing = actions().filter(function (action) {
      return !words.length || rank(action[0], words);
    });
    // Models come a moment later than the rest, so they stand behind it: nothing moves under the finger.
    group("Go to", found);
    group("Do", doing);
    group("Models", (models || []).map(function (record) {
      return [record[0], cardex.root + record[3], record[1] || record[4]];
    }));
    if (words.length) {
      var text = input.value.trim();
      group("Search", [["All models for “" + text + "”", cardex.root + "models/index.html?q=" + encodeURIComponent(text), more]]);
    }
    move(Math.max(0, options.findIndex(function (option) {
      return chosen && option.textContent === chosen;
    })));
    if (words.length) cardex.announce(count(options.length, "suggestion"));
  }

  // The answer to a query may grow; only the newest query is drawn.
  function ask() {
    var text = input.value.trim();
    var mine = ++turn;
    if (asking) asking.cancel();
    asking = null;
    draw();
    if (!text) return;
    cardex
      .use("query")
      .then(function () {
        if (mine !== turn) return;
        asking = window.cardexQuery.ask(text, function (found) {
          var hits = Array.prototype.slice.call(found.hits || [], 0, 6);
          cardex.records(hits).then(function (records) {
            if (mine === turn) draw(records, found.total ? String(found.total) : "");
          });
        });
      })
      .catch(function () {
        // Without the index, pages and actions still answer.
      });
  }

  function make() {
    input = element("input", {
      type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list",
      "aria-label": "Find a model, a page or an action", placeholder: "Find a model, a page or an action", autocomplete: "off",
      autocapitalize: "none", spellcheck: "false",
    });
    list = element("div", { role: "listbox", id: "palette-list", "aria-label": "Suggestions" });
    var close = element("button", { type: "button", class: "button" }, ["Esc"]);
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", function () {
      dialog.close();
    });
    dialog = element("dialog", { class: "palette", "aria-label": "Command palette" }, [element("div", { class: "palette-head" }, [input, close]), list]);
    input.addEventListener("input", ask);
    list.addEventListener("mousedown", function (event) {
      // A press must not take the focus from the box before the click arrives.
      event.preventDefault();
      pressed = true;
    });
    // A click comes after the release, and its option must still be there.
    addEventListener("mouseup", function () {
      setTimeout(settle);
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog && !pressed) dialog.close();
    });
    dialog.addEventListener("close", function () {
      turn += 1;
      if (asking) asking.cancel();
      // Where nothing had the focus, the hidden box would keep it.
      input.blur();
      if (before && before.focus) before.focus();
    });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        move((active + step + options.length) % options.length);
      } else if (event.key === "Enter" && options[active]) {
        event.preventDefault();
        options[active].click();
      }
    });
    document.body.append(dialog);
  }

  window.cardexPalette = {
    toggle: function () {
      if (!dialog) make();
      if (dialog.open) return dialog.close();
      before = document.activeElement;
      pressed = false;
      waiting = null;
      options = [];
      active = 0;
      input.value = "";
      dialog.showModal();
      input.focus();
      draw();
      loadPages().then(function () {
        if (dialog.open) ask();
      }, function () {});
    },
  };
})();
