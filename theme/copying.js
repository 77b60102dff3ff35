// Copies a text: loaded with the first one. From file:// the clipboard may be closed, and an old command serves.
(function () {
  "use strict";
  var element = window.cardex.element;

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

  window.cardexCopy = copyText;
})();
