// What has to be known before the page is painted. As a file, because the policy of these pages lets no script run
// that stands in them; in the header after the choice of colours, which it reads.

// Material says this at the end of its bundle; said at once, nothing moves when the bundle arrives.
document.documentElement.classList.replace("no-js", "js");

// The place for a reader's choices that Material's bundle expects. The top of the site is the folder above this file's.
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

// The colours that a reader chose; without a choice, or with that of "as the system", the system's.
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
