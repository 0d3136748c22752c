// Filters, copying, previews and search, in one file because each file is a request. Every page is complete without it.

// Links to a comparison of many pages go to its first page, which lists the points and kinds of all pages: forward the
// reader to the page that has the one asked for.
(() => {
  const links = [...document.querySelectorAll(".px-parts__list a")];
  const send = () => {
    const [, name, value] = /^#(point|kind)-([^&]+)/.exec(decodeURI(location.hash)) ?? [];
    if (!name || document.getElementById(`${name}-${value}`)) return;
    const knows = (link) => (link.getAttribute(`data-${name}s`) ?? "").split(" ").includes(value);
    const page = links.find(knows);
    if (page) location.replace(page.href + location.hash);
  };
  if (!links.length) return;
  addEventListener("hashchange", send);
  send();
})();

// Addresses of rows of /comparison/ lead on to the only story's own comparison.
(() => {
  const only = document.querySelector("[data-forwards] a");
  if (only && location.hash) location.replace(only.href + location.hash);
})();

// With many sources, those that don't report a point are named on request. The filter's list has all their names.
(() => {
  const offered = document.querySelector(".px-filter select[name=source]");
  if (!offered) return;
  for (const others of document.querySelectorAll(".px-others"))
    others.addEventListener("toggle", () => {
      const row = others.closest("tr").dataset;
      const named = new Set(`${row.bySource} ${row.perhaps ?? ""}`.split(" "));
      const absent = (one) => one.value && !named.has(one.value) && !("notCompared" in one.dataset);
      const silent = [...offered.options].filter(absent);
      others.querySelector("p").textContent = silent.map((one) => one.dataset.name).join(" · ");
    });
})();

// Filters. The reader's choice goes into the address as #kind-direct&source-talks/herald, so that a view can be shared
// and survives a visit elsewhere. The bar says how many entries are shown. The style sheet alone filters a comparison's
// rows by kind, also without scripts; all other filters, and the order of rows, are done here.
(() => {
  const bar = document.querySelector(".px-filter");
  if (!bar) return;
  const toggle = document.querySelector(".px-filter-toggle");
  const open = () => toggle.setAttribute("aria-expanded", "true");
  toggle.addEventListener("click", () =>
    toggle.setAttribute("aria-expanded", toggle.getAttribute("aria-expanded") === "false"),
  );
  const page = document.querySelector(".px-filtered");
  const entries = [...page.querySelectorAll("[data-entry]")];
  const onPaper = bar.dataset.unit.startsWith("points"); // a comparison prints the chosen rows, an actor's page all entries
  const controls = [...bar.querySelectorAll("[name]")];
  const radios = controls.filter((control) => control.type === "radio");
  const boxes = [...new Set(controls.map((control) => `[data-by-${control.name}]:not([data-entry])`))].join();

  // Printed in place of the bar: how many entries are shown.
  const printed = document.createElement("p");
  printed.className = "px-printed";
  if (onPaper) bar.after(printed);

  // The choice: control name to value. An empty value chooses everything.
  const chosen = () =>
    new Map(controls.filter((c) => c.value && (c.checked || c.options)).map((c) => [c.name, c.value]));

  const choose = (wanted) => {
    for (const control of controls) {
      const value = wanted.get(control.name) ?? "";
      if (control.options) control.value = value;
      else control.checked = control.value === value;
    }
  };

  // The choice in the address, or null if the address holds something else, such as an anchor.
  const asked = () => {
    const parts = location.hash.slice(1).split("&").filter(Boolean);
    const wanted = new Map(parts.map((part) => [part.split("-", 1)[0], part.slice(part.indexOf("-") + 1)]));
    const offers = (control, value) => [...(control.options ?? [control])].some((one) => one.value === value);
    const known = ([name, value]) => controls.some((c) => c.name === name && offers(c, value));
    return [...wanted].every(known) ? wanted : null;
  };

  // An entry has kinds and sources of its own, or those of an element around it. A story's name fits all its sources.
  const fits = (entry, choice) =>
    [...choice].every(([name, value]) => {
      const own = entry.closest(`[data-by-${name}]`).getAttribute(`data-by-${name}`);
      return own.split(" ").some((one) => `${one}/`.startsWith(`${value}/`));
    });
  const count = (some) => some.reduce((sum, entry) => sum + Number(entry.dataset.entry), 0);

  // A comparison's rows, each with the row of its sentences. They can be sorted: as generated, those of most sources
  // first, or in the order of one source.
  const groups = entries
    .filter((entry) => entry.dataset.places)
    .map((row) => (row.nextElementSibling?.matches(".px-more") ? [row, row.nextElementSibling] : [row]));
  let order = "";
  const sort = (wanted) => {
    if (wanted === order) return;
    order = wanted;
    const rank = ([row]) => {
      const sources = row.dataset.bySource.split(" ");
      if (order === "most") return -sources.length;
      const at = sources.indexOf(order.slice("in-".length));
      return at < 0 ? Infinity : Number(row.dataset.places.split(" ")[at]);
    };
    const ranked = groups.map((group) => [order ? rank(group) : 0, group]);
    ranked.sort(([one], [other]) => (one === other ? 0 : one - other));
    groups[0][0].parentElement.append(...ranked.flatMap(([, group]) => group));
  };

  const show = () => {
    const choice = chosen();
    sort(choice.get("order") ?? "");
    choice.delete("order");
    for (const entry of entries) entry.hidden = !fits(entry, choice);
    for (const box of page.querySelectorAll(boxes)) {
      const own = [...box.querySelectorAll("[data-entry]")];
      const left = own.filter((entry) => !entry.hidden);
      box.hidden = own.length > left.length && !left.length;
      const number = box.querySelector("h2 [data-all]");
      if (!number) continue;
      const [some, all] = [count(left), Number(number.dataset.all)];
      number.textContent = some < all ? `${some} of ${all}` : all;
    }
    // Beside each kind: its number among the entries that fit the other choices.
    for (const radio of radios) {
      const number = radio.parentElement.querySelector("b");
      const other = new Map(choice).set(radio.name, radio.value);
      if (!radio.value) other.delete(radio.name);
      if (number) number.textContent = count(entries.filter((e) => fits(e, other)));
    }
    const shown = entries.filter((entry) => !entry.hidden).length;
    const shownOf = shown < entries.length ? `${shown} of ${entries.length} ${bar.dataset.unit}` : "";
    bar.querySelector("output").value = shownOf;
    printed.textContent = shownOf && `Shown here: ${shownOf}`;
  };

  // Show what a link leads to, if a filter hides it or it is folded.
  const arrive = () => {
    const target = document.querySelector(":target");
    const isHidden = Boolean(target?.closest("[hidden]"));
    const folded = target?.closest("details:not([open])");
    const wanted = asked() ?? (isHidden ? new Map() : null);
    if (wanted) choose(wanted);
    if (wanted?.size) open();
    show();
    if (folded) folded.open = true;
    if (isHidden || folded) target.scrollIntoView();
  };

  bar.addEventListener("change", () => {
    const hash = [...chosen()].map((pair) => pair.join("-")).join("&");
    history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
    show();
  });
  addEventListener("hashchange", arrive);
  arrive();

  if (onPaper) return;
  let before;
  addEventListener("beforeprint", () => {
    before = chosen();
    choose(new Map());
    show();
  });
  addEventListener("afterprint", () => {
    choose(before);
    show();
  });
})();

// Buttons that copy: each form of a citation and, in a comparison, each point with every source's sentences. Without
// scripts, a click on a citation selects all of it.
(() => {
  const make = (className, shown, name, places, copy, status = null) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.textContent = shown;
    button.setAttribute("aria-label", name);
    const said = document.createElement("span");
    said.className = "px-copied";
    if (!status) said.setAttribute("role", "status");
    const say = (words) => {
      for (const one of [said, status]) if (one) one.textContent = words;
    };
    let forget;
    button.addEventListener("click", async () => {
      say((await copy()) ? "Copied" : "Selected: copy it with your keyboard");
      clearTimeout(forget);
      forget = setTimeout(() => say(""), 4000);
    });
    places(button, said);
  };

  // Where pages may not use the clipboard (without https, say), a selection can still be copied.
  const copy = async (text, toSelect) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(toSelect());
      return document.execCommand("copy");
    }
  };

  for (const source of document.querySelectorAll("[data-copy]")) {
    const places = (...made) => source.after(...made);
    make("px-copy", "Copy", `Copy ${source.dataset.copy}`, places, () => copy(source.textContent, () => source));
  }

  // A point as text: its name and permanent address, then each source with its sentences, or a note that it has none.
  const page = document.querySelector(".px-comparison");
  const articles = [...document.querySelectorAll("[data-citation]")];
  const most = 12; // with more sources, those that don't report the point are only counted
  const cited = (row) => {
    const more = row.nextElementSibling?.matches(".px-more") ? row.nextElementSibling : null;
    const words = [row, more].flatMap((part) => [...(part?.querySelectorAll(".px-quoted > .px-words") ?? [])]);
    const reports = (row.dataset.bySource ?? "").split(" ");
    const perhaps = (row.dataset.perhaps ?? "").split(" ").filter(Boolean);
    const named = [...reports, ...perhaps];
    const all = Number(page.dataset.sources);
    const silent = all > most ? Number(row.dataset.absent) : 0;
    const shown = articles.filter((one) => all <= most || named.includes(one.dataset.of.split("/")[1]));
    const parts = shown.map(({ dataset: { of, citation, notCompared } }) => {
      const own = words.filter((one) => one.dataset.source === of).map((one) => `“${one.textContent}”`);
      const id = of.split("/")[1];
      const none = notCompared ? `Not compared: ${notCompared}.` : "Not found in this article.";
      const found = reports.includes(id) ? "Reports it" : perhaps.includes(id) ? "Perhaps reports it" : null;
      if (!found) return [citation, none].join("\n");
      if (!own.length) return [citation, `${found}; not quoted here.`].join("\n");
      return [citation, ...(perhaps.includes(id) ? ["Perhaps:"] : []), ...own].join("\n");
    });
    if (silent) parts.push(`Not found in ${silent} other articles.`);
    const address = new URL(`${page.dataset.address}#${row.id}`, location);
    return [`${row.querySelector("h2").textContent}\n${address}`, ...parts].join("\n\n");
  };
  // One status element announces what was copied to screen readers, instead of one for each point.
  const announced = document.createElement("p");
  announced.className = "px-hidden";
  announced.setAttribute("role", "status");
  page?.append(announced);
  for (const link of document.querySelectorAll(".px-self")) {
    const row = link.closest("tr");
    let written;
    const write = () => {
      written ??= link.closest(".px-count-line").appendChild(document.createElement("p"));
      written.className = "px-cite";
      written.textContent = cited(row);
      return written;
    };
    const places = (...made) => link.after(...made);
    const name = "Cite: copy this point with its sentences and sources";
    make("px-self px-self--copy", "Cite", name, places, () => copy(cited(row), write), announced);
  }
})();

// Previews: the sentence that a source's letter leads to, shown at the letter while it is pointed at or has the focus,
// and after a first tap, which doesn't follow the link. The words are those that the page quotes elsewhere or, if it
// doesn't, keeps in `.px-previews`.
(() => {
  const kept = document.querySelector(".px-previews"); // on every page that has letters
  if (!kept || !HTMLElement.prototype.togglePopover) return;
  const LETTERS = "a.px-chip, a.px-told, a.px-box, .px-letters a, .px-brief__said a";
  const WAIT = 200; // milliseconds until a preview follows the pointer, which may cross letters on its way
  const GAP = 6; // pixels to the letter, and to the window's edges
  const page = document.querySelector(".px");

  // The sentences by what their links' addresses end in.
  const sentences = new Map();
  for (const words of page.querySelectorAll(".px-words[data-sentence]")) {
    const place = `/${words.dataset.source}/#s${words.dataset.sentence}`;
    sentences.set(place, [...(sentences.get(place) ?? []), words]);
  }
  const names = new Map([...kept.querySelectorAll("[data-of]")].map((name) => [name.dataset.of, name]));

  // In a table of points: whether words are in the letter's row or in the row of its sentences, so that their marks are
  // about the same point.
  const isInRow = (words, link) => {
    const [own, row] = [link.closest("tr"), words.closest("tr")];
    return own !== null && (row === own || (row?.matches(".px-more") && row.previousElementSibling === own));
  };

  // A letter's sentence; undefined if it may not be shown, or stands at the letter.
  const find = (link) => {
    const found = sentences.get(/(\/[^/]+){2}\/#s\d+$/.exec(link.href)?.[0]) ?? [];
    const item = link.closest("li");
    if (found.some((words) => item?.contains(words) && words.checkVisibility())) return undefined;
    return found.find((words) => isInRow(words, link)) ?? found[0];
  };

  const preview = document.createElement("div");
  preview.className = "px-preview";
  preview.popover = "manual"; // "hint" is not in all browsers, and closes before the pointer has reached it
  preview.setAttribute("aria-hidden", "true"); // a screen reader has the link's description
  preview.tabIndex = -1; // it takes the focus when its words are clicked, and stays
  const [quoted, onward, way] = ["p", "p", "a"].map((tag) => document.createElement(tag));
  [quoted.className, onward.className, way.className] = ["px-quoted", "px-note", "px-receipt"];
  way.textContent = "Read in the article →";
  way.tabIndex = -1; // the letter is the same link
  onward.append(way);
  page.append(preview);
  let current = null; // the link whose preview is shown
  let timer;

  const place = () => {
    if (!current) return;
    const box = current.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(GAP, Math.min(box.left, clientWidth - preview.offsetWidth - GAP));
    const [above, below] = [box.top - GAP - preview.offsetHeight, box.bottom + GAP];
    const top = below + preview.offsetHeight > clientHeight && above >= 0 ? above : below;
    preview.style.left = `${left + scrollX}px`;
    preview.style.top = `${top + scrollY}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    current = null;
    preview.togglePopover(false);
  };

  const show = (link) => {
    clearTimeout(timer);
    const found = find(link);
    if (!found) return hide();
    const words = found.cloneNode(true);
    // Marks of another point, links and numbers of an article: all but hidden characters' boxes.
    if (!isInRow(found, link))
      for (const part of words.querySelectorAll(":not(.px-unseen)")) part.replaceWith(...part.childNodes);
    way.href = link.href;
    quoted.replaceChildren(words);
    preview.replaceChildren(names.get(found.dataset.source).cloneNode(true), quoted, onward);
    preview.togglePopover(true);
    current = link;
    place();
  };

  // What a screen reader says of a letter after its name: the sentence and, if known, when it was published. These are
  // copies, because words in a folded part of the page describe nothing.
  const descriptions = new Map();
  const describe = (words) => {
    const date = names.get(words.dataset.source).querySelector(".px-note");
    const said = document.createElement("p");
    said.id = `px-said-${descriptions.size}`;
    said.textContent = [words, date].map((part) => part?.textContent ?? "").join(" ");
    kept.append(said);
    descriptions.set(words, said.id);
  };
  for (const link of page.querySelectorAll(LETTERS)) {
    const words = find(link);
    if (!words) continue;
    if (!descriptions.has(words)) describe(words);
    link.setAttribute("aria-describedby", descriptions.get(words));
  }

  // The pointer: into the preview, too, so that its words can be selected. Focus is stronger than the pointer.
  document.addEventListener("pointerover", ({ target, relatedTarget, pointerType }) => {
    if (pointerType === "touch") return;
    clearTimeout(timer);
    const link = target.closest(LETTERS);
    if (link && link.contains(relatedTarget)) return;
    if (link === current || preview.contains(target)) return;
    if (link) timer = setTimeout(show, WAIT, link);
    else if (current !== document.activeElement) timer = setTimeout(hide, WAIT);
  });

  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(LETTERS) && target.matches(":focus-visible")) show(target);
    else if (!preview.contains(target)) hide();
  });
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target === current && !preview.contains(relatedTarget)) hide();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });

  // A finger. The double tap of a screen reader has no size: its user has heard the sentence.
  let tapped = null;
  document.addEventListener("pointerdown", ({ target, pointerType, width }) => {
    tapped = pointerType === "touch" && width > 0 ? target.closest(LETTERS) : null;
    if (!preview.contains(target) && !current?.contains(target)) hide();
  });
  document.addEventListener("click", (event) => {
    if (!tapped || tapped === current || event.target.closest(LETTERS) !== tapped) return;
    show(tapped);
    if (current) event.preventDefault();
  });

  addEventListener("resize", place);
  addEventListener("pagehide", hide); // a reader who comes back finds the page as it was
})();

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
  const script = document.createElement("script");
  script.src = new URL("assets/words.js", __md_scope);
  script.addEventListener("load", () => markWords(content, searched, texts));
  document.head.append(script);
})();

function markWords(content, searched, texts) {
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
}
