// Runs before the first paint, so that a chosen colour scheme does not flash.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem(root.dataset.store + ":theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch (error) {
    // No storage (a private window, a strict setting): the system's scheme stays.
  }
})();
