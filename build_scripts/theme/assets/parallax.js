// Two conveniences; every page works without them.

// Arrival from search: the best hit in view, and a way to take the highlighting off. Material marks the hits after the
// page has loaded, and an address that ends in an anchor has been followed by then, so that is left as it is.
(() => {
  const content = document.getElementById("px-content");
  const searched = new URLSearchParams(location.search).get("h");
  if (!searched || !content) return;
  const HIT = "mark[data-md-highlight]";

  // The block with the most of the different words; among equals the article's own text, then the first.
  const best = (hits) => {
    const blocks = new Map();
    for (const hit of hits) {
      const block = hit.closest("p, li, dd, td, th, h1, h2, h3") ?? hit;
      if (!blocks.has(block)) blocks.set(block, new Set());
      for (const word of hit.textContent.toLowerCase().split(/\s+/)) blocks.get(block).add(word);
    }
    const worth = ([block, words]) => 2 * words.size + (block.matches(".px-par__text") ? 1 : 0);
    return [...blocks].reduce((one, other) => (worth(other) > worth(one) ? other : one))[0];
  };

  const show = () => {
    const hits = [...content.querySelectorAll(HIT)];
    if (!hits.length) return false;
    const target = document.getElementById(location.hash.slice(1));
    const block = target ?? best(hits);
    if (!target) {
      block.classList.add("px-hit");
      block.tabIndex = -1; // whoever reads by keyboard or by ear goes on from here
      block.focus({ preventScroll: true });
      block.querySelector(HIT)?.scrollIntoView({ block: "center" });
    }
    offer(hits.length, block);
    return true;
  };

  const offer = (number, block) => {
    const bar = document.createElement("div");
    const words = document.createElement("p");
    const button = document.createElement("button");
    bar.className = "px-hits";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Search");
    words.textContent = `“${searched}”: ${number} ${number === 1 ? "hit" : "hits"}`;
    button.type = "button";
    button.textContent = "Remove highlighting";
    bar.append(words, button);
    content.append(bar);
    const clear = () => {
      for (const hit of content.querySelectorAll(HIT)) {
        const around = hit.parentNode;
        hit.replaceWith(...hit.childNodes);
        around.normalize();
      }
      block.classList.remove("px-hit");
      if (bar.contains(document.activeElement)) (block.tabIndex < 0 ? block : content).focus({ preventScroll: true });
      bar.remove();
      removeEventListener("keydown", escape);
      const address = new URL(location);
      address.searchParams.delete("h");
      history.replaceState(history.state, "", address);
    };
    const escape = (event) => event.key === "Escape" && clear();
    button.addEventListener("click", clear);
    addEventListener("keydown", escape);
  };

  if (!show()) {
    const watch = new MutationObserver(() => show() && watch.disconnect());
    watch.observe(content, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), 5000);
  }
})();

// An address that ends in #kind-… shows that kind of points.
(() => {
  const choose = () => {
    const label = location.hash.startsWith("#kind-") && document.getElementById(location.hash.slice(1));
    const radio = label && label.querySelector("input");
    if (radio) radio.checked = true;
  };
  addEventListener("hashchange", choose);
  choose();
})();
