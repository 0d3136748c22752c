// Search: group Material's results, and mark the words on arrival and scroll to the best hit. Material's bundle searches
// and renders; this file arranges what it rendered. It moves elements and writes text, never HTML.
(() => {
  const toggle = document.getElementById("__search");
  const dialog = document.querySelector("[data-md-component=search]");
  if (!toggle || !dialog?.querySelector(".md-search-result__list")) return; // not this dialog
  const query = dialog.querySelector("[data-md-component=search-query]");
  const said = dialog.querySelector(".md-search-result__meta");
  const list = dialog.querySelector(".md-search-result__list");

  // The address tells what kind a result is: the first that fits. A comparison counts as points if one of them is a hit.
  const KINDS = [
    {
      id: "article",
      heading: "Articles",
      one: "article",
      more: "articles",
      fits: /^stories\/[^/]+\/(?!comparison\/|timeline\/)[^/]+\/$/,
    },
    { id: "person", heading: "People", one: "person", more: "people", fits: /^actors\/[^/]+\/$/ },
    { id: "point", heading: "Points", one: "point", more: "points", fits: /comparison\/#(?:label|point)-/ },
    {
      id: "story",
      heading: "Stories",
      one: "page on a story",
      more: "pages on stories",
      fits: /^stories\/[^/]/,
    },
    { id: "page", heading: "Other pages", one: "other page", more: "other pages", fits: /(?:)/ },
  ];
  const place = (link) => link.pathname.slice(__md_scope.pathname.length) + link.hash;
  const kindOf = (item) => {
    const places = [...item.querySelectorAll("a[href]")].map(place);
    return KINDS.find((kind) => places.some((it) => kind.fits.test(it)));
  };

  // An article's tags hold its source's letter and name.
  const named = (tags) => {
    const line = document.createElement("p");
    line.className = "px-source";
    [...tags.children].forEach((tag, n) => {
      const part = document.createElement("span");
      part.textContent = tag.textContent;
      if (n === 0) part.className = "px-chip";
      line.append(part, " ");
    });
    return line;
  };

  // Material shows every paragraph with hits in full. Keep the one with most, from near its first hit on, if it has more
  // than `enough`.
  const hits = (teaser) =>
    new Set([...teaser.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase())).size;
  const tease = (teasers, enough) => {
    const most = Math.max(...teasers.map(hits));
    const shown = most > enough ? teasers.find((teaser) => hits(teaser) === most) : null;
    for (const teaser of teasers) if (teaser !== shown) teaser.remove();
    const lead = shown?.firstChild;
    if (lead?.nodeName !== "#text" || !most) return;
    const sentence = lead.data.split(/(?<=[.!?]["”’]?)\s+/).pop();
    const near = sentence.length > 100 ? sentence.slice(-80).replace(/^\S*\s+/, "") : sentence;
    if (near.length < lead.data.length) lead.data = `… ${near}`;
  };
  const prepare = (item) => {
    for (const link of item.querySelectorAll("a[href]")) {
      // A page that is listed only for its sections is their heading: no link, no stop for the keyboard.
      if (link.search === "?h=") ["href", "tabindex"].forEach((name) => link.removeAttribute(name));
      // Link to the point's row, which shows that it is the target.
      const point = link.hash.match(/^#label-(.+)$/);
      if (point) {
        link.hash = `point-${point[1]}`;
        link.classList.add("px-hit-point");
        // A point without an editor's label is named by a source's sentence.
        link.classList.toggle("px-words", /^p-[0-9a-f]{10}$/.test(point[1]));
      }
      const box = link.firstElementChild;
      box.setAttribute("role", "presentation");
      const title = box.querySelector("h1, h2");
      title.setAttribute("aria-level", point ? "4" : "3");
      const tags = box.querySelector(".md-tags");
      if (tags) {
        box.prepend(named(tags));
        tags.remove();
      }
      // A point's sentence is shown for words that its title hasn't got.
      tease([...box.querySelectorAll("p:not(.px-source, .md-search-result__terms)")], point ? hits(title) : -1);
    }
  };

  const group = (kind) => {
    const box = document.createElement("li");
    const heading = document.createElement("h2");
    const items = document.createElement("ol");
    box.className = "px-found";
    box.dataset.kind = kind.id;
    heading.className = "px-found__heading";
    heading.textContent = list.querySelector(`:scope > [data-kind=${kind.id}]`)
      ? `More ${kind.heading.toLowerCase()}`
      : kind.heading;
    box.append(heading, items);
    list.append(box);
    return box;
  };

  // Groups are in the order of their best result. Material renders ten pages, and more when the reader scrolls to the
  // end. Those go below the others, so that nothing already seen moves.
  const arrange = () => {
    const fresh = [...list.querySelectorAll(":scope > .md-search-result__item")];
    const kinds = fresh.map(kindOf);
    const last = [...list.querySelectorAll(":scope > .px-found")].pop();
    const open = new Map(last ? [[last.dataset.kind, last]] : []);
    fresh.forEach((item, n) => {
      const { id } = kinds[n];
      if (!open.has(id)) open.set(id, group(kinds[n]));
      prepare(item);
      open.get(id).lastElementChild.append(item);
    });
    // Material looks for the end of the list on a scroll event, and would miss a second jump to it without this one.
    if (fresh.length) list.closest(".md-search__scrollwrap").dispatchEvent(new Event("scroll"));
  };

  // The announced count: results of each kind or, while not all are rendered, pages.
  const texts = JSON.parse(document.getElementById("__config").textContent).translations;
  const count = (text) => {
    if (text === texts["search.result.none"]) return `Nothing found for “${query.value.trim()}”.`;
    const pages = parseInt(text, 10);
    if (!pages) return text;
    if (list.querySelectorAll(".md-search-result__item").length !== pages)
      return `${text.split(" ")[0]} pages found`;
    return KINDS.map((kind) => {
      const items = kind.id === "point" ? ".px-hit-point" : ".md-search-result__item";
      return [list.querySelectorAll(`[data-kind=${kind.id}] ${items}`).length, kind];
    })
      .filter(([number]) => number)
      .map(([number, { one, more }]) => `${number} ${number === 1 ? one : more}`)
      .join(", ");
  };
  let words = "";
  new MutationObserver(() => {
    arrange();
    if (said.textContent !== words) {
      words = count(said.textContent);
      said.textContent = words;
    }
  }).observe(dialog.querySelector(".md-search-result"), { childList: true, subtree: true });

  // Escape returns the focus. On a narrow screen the dialog covers the page, so only its button opens it, not the Tab
  // key on its way past the field.
  const button = document.querySelector(".px-search-button");
  const narrow = matchMedia("(max-width: 59.984375em)");
  let before = null;
  const opened = () => {
    query.tabIndex = narrow.matches && !toggle.checked ? -1 : 0;
    button?.setAttribute("aria-expanded", String(toggle.checked));
  };
  button?.addEventListener("click", () => query.focus());
  query.addEventListener("focus", (event) => {
    if (!toggle.checked) before = event.relatedTarget;
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.isComposing || !toggle.checked) return;
      event.stopImmediatePropagation();
      toggle.click();
      document.activeElement.blur();
      before?.focus({ preventScroll: true });
    },
    true,
  );
  toggle.addEventListener("change", opened);
  narrow.addEventListener("change", opened);
  opened();
})();

// Arrival from search: mark the words that were searched, scroll to the best hit, and offer to remove the marks. If the
// address has an anchor, the browser is there already, so the page is not scrolled.
(() => {
  const content = document.getElementById("px-content");
  const searched = new URLSearchParams(location.search).get("h");
  if (!searched || !content) return;

  // The visible texts are collected before any is divided.
  const texts = [];
  const walker = document.createNodeIterator(content, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode())
    if (text.parentElement.offsetHeight) texts.push(text);
  const { find } = pxWords();
  for (const text of texts)
    for (const [start, end] of find(text.data, searched).reverse()) {
      const hit = document.createElement("mark");
      hit.dataset.mdHighlight = "";
      const word = text.splitText(start);
      word.splitText(end - start);
      word.replaceWith(hit);
      hit.append(word);
    }
  const hits = [...content.querySelectorAll("mark[data-md-highlight]")];
  if (!hits.length) return;

  // The block with the most different words; among equals one of the article's text, then the first.
  const best = () => {
    const blocks = new Map();
    for (const hit of hits) {
      const block = hit.closest("p, li, dd, td, th, h1, h2, h3") ?? hit;
      if (!blocks.has(block)) blocks.set(block, new Set());
      blocks.get(block).add(hit.textContent.toLowerCase());
    }
    const worth = ([block, words]) => 2 * words.size + (block.matches(".px-par__text") ? 1 : 0);
    return [...blocks].reduce((one, other) => (worth(other) > worth(one) ? other : one))[0];
  };
  const target = document.getElementById(location.hash.slice(1));
  const block = target ?? best();
  if (!target) {
    block.classList.add("px-hit");
    block.tabIndex = -1; // keyboards and screen readers continue from here
    block.focus({ preventScroll: true });
    block.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  const bar = document.createElement("div");
  const words = document.createElement("p");
  const button = document.createElement("button");
  bar.className = "px-hits";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Search");
  words.textContent = `“${searched}”: ${hits.length} ${hits.length === 1 ? "hit" : "hits"}`;
  button.type = "button";
  button.textContent = "Remove highlighting";
  bar.append(words, button);
  content.append(bar);
  const clear = () => {
    for (const hit of hits) {
      const around = hit.parentNode;
      hit.replaceWith(...hit.childNodes);
      around.normalize();
    }
    block.classList.remove("px-hit");
    if (bar.contains(document.activeElement))
      (block.tabIndex < 0 ? block : content).focus({ preventScroll: true });
    bar.remove();
    removeEventListener("keydown", escape);
    const address = new URL(location);
    address.searchParams.delete("h");
    history.replaceState(history.state, "", address);
  };
  const escape = (event) => event.key === "Escape" && clear();
  button.addEventListener("click", clear);
  addEventListener("keydown", escape);
})();
