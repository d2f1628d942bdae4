// Starts the page, and speaks where the page cannot: it did not load, the browser is too old, or it stopped.
// Plain JavaScript without modules, in a file of its own, so that it runs where the rest does not and no inline script is needed.
(function () {
  'use strict';

  function element(tag, text) {
    var made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  // Everything this page stored, byte for byte, as one JSON file.
  function saveStored() {
    var found = {};
    for (var i = 0; i < localStorage.length; i++) {
      var key = localStorage.key(i);
      if (key.indexOf('iec62304-readiness/') === 0) found[key] = localStorage.getItem(key);
    }
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(found, null, 2)], { type: 'application/json' }));
    link.download = 'iec62304-readiness-stored.json';
    link.click();
  }

  function say(title, words, detail) {
    var box = document.createElement('div');
    box.className = 'failed';
    box.setAttribute('role', 'alert');
    box.appendChild(element('h2', title));
    box.appendChild(element('p', words));
    if (detail) box.appendChild(element('pre', detail));
    var again = element('button', 'Load again');
    again.onclick = function () { location.reload(); };
    box.appendChild(again);
    try {
      if (localStorage.length) {
        var save = element('button', 'Save what is stored');
        save.className = 'quiet';
        save.onclick = saveStored;
        box.appendChild(save);
      }
    } catch (blocked) { /* Nothing can be read, so there is nothing to offer. */ }
    document.body.insertBefore(box, document.body.firstChild);
    if (loading) loading.remove();
    again.focus();
  }

  var loading = document.getElementById('loading');
  if (loading) loading.hidden = false;

  var failed = false;
  window.addEventListener('page-failed', function (event) {
    if (failed) return;
    failed = true;
    var app = document.getElementById('app');
    if (app) app.setAttribute('inert', '');
    say('The page has stopped', 'This is a fault of the page. What was stored up to now is still there: load the page again, or save it to a file first.', String(event.detail));
  });

  if (typeof WebAssembly !== 'object' || typeof WebAssembly.instantiate !== 'function') {
    say('This browser is too old', 'The page needs WebAssembly. Use a current Firefox, Chrome, Edge or Safari.');
    return;
  }
  var script = document.querySelector('link[rel=modulepreload]').href;
  var wasm = document.querySelector('link[rel=preload][as=fetch]').href;
  import(script)
    .then(function (page) { return page.default({ module_or_path: wasm }); })
    .catch(function (error) {
      if (failed) return;
      say('The page did not load', 'A part of it is missing or was blocked. Load it again; if that does not help, the site may be incomplete, or the browser too old.', String(error));
    });
})();
