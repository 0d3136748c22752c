// A button that copies, beside each form of a citation. Without scripts a click on the words selects them all.
(() => {
  const copy = async (source) => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      // Where the clipboard is closed to pages (not served over https, say), the selection can still be copied.
      getSelection().selectAllChildren(source);
      return document.execCommand("copy");
    }
  };
  for (const source of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "px-copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${source.dataset.copy}`);
    const said = document.createElement("span");
    said.className = "px-copied";
    said.setAttribute("role", "status");
    let forget;
    button.addEventListener("click", async () => {
      said.textContent = (await copy(source)) ? "Copied" : "Selected: copy it with your keyboard";
      clearTimeout(forget);
      forget = setTimeout(() => (said.textContent = ""), 4000);
    });
    source.after(button, said);
  }
})();
