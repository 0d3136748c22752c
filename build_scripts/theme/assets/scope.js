// Material says this at the end of its bundle; said at once, nothing moves when the bundle arrives.
document.documentElement.classList.replace("no-js", "js");

// The place for a reader's choices that Material's bundle expects: as a file, because the policy of these pages lets
// no script run that stands in them. The top of the site is the folder above this file's.
var __md_scope = new URL("..", document.currentScript.src);
var __md_get = (key, store = localStorage, scope = __md_scope) =>
  JSON.parse(store.getItem(`${scope.pathname}.${key}`));
var __md_set = (key, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // Where nothing may be stored, a reader's choice lasts for one page.
  }
};
