// Filters. A reader's choice goes into the address as #kind-direct&source-talks/herald, so that a view can be shared
// and is there again after a visit elsewhere, and how much is shown is told. The comparison's rows are held back by
// style alone, which works without this; an actor's sentences, marked as entries, are held back here.
(() => {
  const bar = document.querySelector(".px-filter");
  if (!bar) return;
  const page = document.querySelector(".px-filtered");
  const entries = [...page.querySelectorAll("[data-entry]")];
  const rows = entries.length ? entries : [...page.querySelectorAll("tr[id^=point-]")];
  const controls = [...bar.querySelectorAll("[name]")];
  const radios = controls.filter((control) => control.type === "radio");
  const boxes = [...new Set(controls.map((control) => `[data-by-${control.name}]`))].join();

  // What is chosen: values by the names of controls. An empty value chooses everything.
  const chosen = () =>
    new Map(controls.filter((c) => c.value && (c.checked || c.options)).map((c) => [c.name, c.value]));

  const choose = (wanted) => {
    for (const control of controls) {
      const value = wanted.get(control.name) ?? "";
      if (control.options) control.value = value;
      else control.checked = control.value === value;
    }
  };

  // What the address asks for; null where that is no choice but a place, say.
  const asked = () => {
    const parts = location.hash.slice(1).split("&").filter(Boolean);
    const wanted = new Map(parts.map((part) => [part.split("-", 1)[0], part.slice(part.indexOf("-") + 1)]));
    const offers = (control, value) => [...(control.options ?? [control])].some((one) => one.value === value);
    const known = ([name, value]) => controls.some((c) => c.name === name && offers(c, value));
    return [...wanted].every(known) ? wanted : null;
  };

  // An entry has the kind and the source of the boxes around it; a story's name fits all its sources.
  const fits = (entry, choice) =>
    [...choice].every(([name, value]) => {
      const own = entry.closest(`[data-by-${name}]`).getAttribute(`data-by-${name}`);
      return `${own}/`.startsWith(`${value}/`);
    });
  const count = (some) => some.reduce((sum, entry) => sum + Number(entry.dataset.entry), 0);

  const holdBack = () => {
    const choice = chosen();
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
    // Beside each kind, how many there are of what else is chosen.
    for (const radio of radios.filter((one) => one.value)) {
      const other = new Map(choice).set(radio.name, radio.value);
      radio.parentElement.querySelector("b").textContent = count(entries.filter((e) => fits(e, other)));
    }
  };

  const show = () => {
    if (entries.length) holdBack();
    const shown = rows.filter((row) => !row.hidden && getComputedStyle(row).display !== "none").length;
    const some = `${shown} of ${rows.length} ${bar.dataset.unit}`;
    bar.querySelector("output").value = shown < rows.length ? some : "";
  };

  // A link to what is held back or folded shows it.
  const arrive = () => {
    const target = document.querySelector(":target");
    const isHidden = Boolean(target?.closest("[hidden]"));
    const folded = entries.length ? target?.closest("details:not([open])") : null;
    const wanted = asked() ?? (isHidden ? new Map() : null);
    if (wanted) choose(wanted);
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

  // On paper nothing can be chosen: an actor's page prints whole.
  let before;
  addEventListener("beforeprint", () => {
    before = entries.length ? chosen() : null;
    if (before) choose(new Map());
    show();
  });
  addEventListener("afterprint", () => {
    if (before) choose(before);
    show();
  });
})();
