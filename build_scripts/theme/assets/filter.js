// The comparison's filter works by style alone. Here an address that ends in #kind-… shows that kind of points, a
// reader's choice goes into the address, so that a view can be shared, and the number of points shown is told.
(() => {
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
