// Settings that a page needs before it is painted. A file, because the pages' content security policy blocks inline
// scripts; in the header after the choice of colours, which it reads.

// Material does this at the end of its bundle. Done at once, nothing moves when the bundle arrives.
document.documentElement.classList.replace("no-js", "js");

// The storage for a reader's choices that Material's bundle expects, by the site's top: the folder above this file's.
var __md_scope = new URL("..", document.currentScript.src);
var __md_get = (key, store = localStorage, scope = __md_scope) =>
  JSON.parse(store.getItem(`${scope.pathname}.${key}`));
var __md_set = (key, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // Where storage is blocked, a reader's choice lasts for one page.
  }
};

// The reader's choice of colours; the system's if there is none, or if the choice is "as the system".
(() => {
  const system = "(prefers-color-scheme)";
  const color = __md_get("__palette")?.color ?? { media: system };
  if (color.media === system) {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
    for (const key of ["media", "scheme", "primary", "accent"])
      color[key] = input.getAttribute(`data-md-color-${key}`);
  }
  for (const [key, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${key}`, value);
})();
