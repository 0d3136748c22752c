// Buttons that copy: beside each form of a citation, and in a comparison beside each point, with what every source
// says on it. Without scripts a click on a citation selects it all.
(() => {
  const make = (className, shown, name, places, copy, tell = null) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.textContent = shown;
    button.setAttribute("aria-label", name);
    const said = document.createElement("span");
    said.className = "px-copied";
    if (!tell) said.setAttribute("role", "status");
    const say = (words) => {
      for (const one of [said, tell]) if (one) one.textContent = words;
    };
    let forget;
    button.addEventListener("click", async () => {
      say((await copy()) ? "Copied" : "Selected: copy it with your keyboard");
      clearTimeout(forget);
      forget = setTimeout(() => say(""), 4000);
    });
    places(button, said);
  };

  // Where the clipboard is closed to pages (not served over https, say), a selection can still be copied.
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

  // A point: its name and lasting address, then each source with its sentences, or that it has none.
  const page = document.querySelector(".px-comparison");
  const articles = [...document.querySelectorAll("[data-citation]")];
  const cited = (row) => {
    const more = row.nextElementSibling?.matches(".px-more") ? row.nextElementSibling : null;
    const words = [row, more].flatMap((part) => [...(part?.querySelectorAll(".px-quoted > .px-words") ?? [])]);
    const reports = (row.dataset.bySource ?? "").split(" ");
    const parts = articles.map(({ dataset: { of, citation } }) => {
      const own = words.filter((one) => one.dataset.source === of).map((one) => `“${one.textContent}”`);
      const none = reports.includes(of.split("/")[1]) ? "Reports it; not quoted here." : "Not found in this article.";
      return [citation, ...(own.length ? own : [none])].join("\n");
    });
    const address = new URL(`${page.dataset.address}#${row.id}`, location);
    return [`${row.querySelector("h2").textContent}\n${address}`, ...parts].join("\n\n");
  };
  // One place tells what was copied to those who don't see it, not one a point.
  const told = document.createElement("p");
  told.className = "px-hidden";
  told.setAttribute("role", "status");
  page?.append(told);
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
    make("px-self px-self--copy", "Cite", name, places, () => copy(cited(row), write), told);
  }
})();
