// Conveniences; every page works without them.
(() => {
  // A reader who comes from search sees the first hit, which Material highlights after the page has loaded.
  if (new URLSearchParams(location.search).has("h")) {
    const show = () => {
      const hit = document.querySelector("mark[data-md-highlight]");
      if (hit) hit.scrollIntoView({ block: "center" });
      return Boolean(hit);
    };
    if (!show()) {
      const watch = new MutationObserver(() => show() && watch.disconnect());
      watch.observe(document.body, { childList: true, subtree: true });
      setTimeout(() => watch.disconnect(), 5000);
    }
  }
  // An address that ends in #kind-… shows that kind of points, and a reader's choice goes into the address.
  const bar = document.querySelector(".px-filter");
  if (!bar) return;
  const rows = [...document.querySelectorAll(".px-filtered tr[id^=point-]")];
  const tell = () => {
    const shown = rows.filter((row) => row.getClientRects().length).length;
    bar.querySelector("output").value = shown < rows.length ? `${shown} of ${rows.length} points` : "";
  };
  const choose = () => {
    const label = location.hash.startsWith("#kind-") && document.getElementById(location.hash.slice(1));
    const radio = label && label.querySelector("input");
    if (radio) radio.checked = true;
    tell();
  };
  bar.addEventListener("change", (event) => {
    const { id } = event.target.closest("label");
    history.replaceState(history.state, "", id ? `#${id}` : location.pathname + location.search);
    tell();
  });
  addEventListener("hashchange", choose);
  choose();
})();
