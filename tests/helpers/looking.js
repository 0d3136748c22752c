// What the tests of the look ask of a page: functions of `looking`.
window.looking = (() => {
  const CONTROLS =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const TARGETS = "a[href], button, input:not([type=hidden]), summary, label:has(input)";

  const shown = (element, opaque = true) =>
    element.checkVisibility({
      visibilityProperty: true,
      opacityProperty: opaque,
      contentVisibilityAuto: true,
    }) && element.getClientRects().length > 0;

  const inset = (element) => {
    const box = element.getBoundingClientRect();
    return Boolean(element.closest(".px-hidden")) || box.width <= 1 || box.height <= 1;
  };

  // A short description of an element for a person.
  const name = (element) => {
    const own = element.id
      ? `#${element.id}`
      : [...element.classList]
          .slice(0, 2)
          .map((c) => `.${c}`)
          .join("");
    const words = (element.getAttribute("aria-label") || element.textContent || "")
      .trim()
      .replace(/\s+/g, " ");
    return `${element.localName}${own} “${words.slice(0, 40)}”`;
  };

  // The boxes of the lines of an element's own text.
  const lines = (element) => {
    const boxes = [];
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      boxes.push(...range.getClientRects());
    }
    return boxes.filter((box) => box.width > 1);
  };

  const scrollsSideways = (element) =>
    /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;

  // Unfold everything; `fold` folds it again.
  let unfolded = [];
  const open = () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const details of unfolded) details.open = true;
  };
  const fold = () => {
    for (const details of unfolded) details.open = false;
    scrollTo({ top: 0, behavior: "instant" });
  };

  // Have the next Tab start from the top of the page: from where a removed element had the focus. Scripts that follow
  // the window's width have then done so.
  const restart = async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
  };

  // Of a group of radios, the Tab key reaches the checked one, or the first.
  const isStop = (radio) => {
    const group = [...document.getElementsByName(radio.name)];
    return radio === (group.find((other) => other.checked) ?? group[0]);
  };

  // The controls that the Tab key must reach, in the document's order.
  const controls = () =>
    [...document.querySelectorAll(CONTROLS)].filter(
      (element) =>
        shown(element, false) &&
        element.tabIndex >= 0 &&
        !element.disabled &&
        (element.type !== "radio" || isStop(element)),
    );

  // The element that a reader sees for a control: for a hidden one, its label.
  const stand = (element) => {
    if (!inset(element) && getComputedStyle(element).opacity !== "0") return element;
    return (
      element.closest("label") ??
      element.parentElement.querySelector(`#${element.id} ~ label:not([hidden])`) ??
      element
    );
  };

  const number = () => controls().map((element, n) => ((element.dataset.stop = n), name(element)));

  const outlined = (element) => {
    const style = getComputedStyle(element);
    const clear = /transparent|rgba\(.*, 0\)/.test(style.outlineColor);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !clear;
  };

  // The focused element, and the faults in how the focus is shown.
  const focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const faults = [];
    const seen = stand(element);
    const showing = seen === element ? [element] : [seen, ...seen.querySelectorAll("*")];
    if (!showing.some(outlined)) faults.push("no outline");
    const boxes = [...seen.getClientRects()]
      .map((box) => ({
        left: Math.max(box.left, 0),
        right: Math.min(box.right, innerWidth),
        top: Math.max(box.top, 0),
        bottom: Math.min(box.bottom, innerHeight),
      }))
      .filter((box) => box.right > box.left && box.bottom > box.top);
    if (!boxes.length) faults.push("out of view");
    else {
      const free = boxes.some((box) => {
        const on = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        return on && (seen.contains(on) || on.contains(seen));
      });
      if (!free) faults.push("covered");
    }
    return { stop: element.dataset.stop ?? name(element), name: name(element), faults };
  };

  // What makes a reader scroll sideways, or cuts words off.
  const misfits = () => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.body.querySelectorAll("*")) {
      if (!shown(element) || inset(element) || element.closest("svg")) continue;
      const style = getComputedStyle(element);
      if (scrollsSideways(element)) {
        const named = element.getAttribute("aria-label") || element.getAttribute("aria-labelledby");
        const role = element.getAttribute("role");
        if (element.tabIndex < 0 || !named || !["region", "group"].includes(role))
          found.push(`${name(element)} scrolls sideways and is no named region to focus`);
      } else if (/hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        found.push(`${name(element)} cuts words off`);
      let box = element.parentElement;
      while (box && !scrollsSideways(box)) box = box.parentElement;
      if (!box && lines(element).some((line) => line.left < -1 || line.right > root.clientWidth + 1))
        found.push(`${name(element)} stands out of the page`);
    }
    return found;
  };

  const inSentence = (element) => {
    if (!getComputedStyle(element).display.startsWith("inline")) return false;
    let around = element.parentElement;
    while (getComputedStyle(around).display === "inline") around = around.parentElement;
    if (!["P", "LI", "DD", "TD", "TH", "SPAN", "DIV"].includes(around.tagName)) return false;
    const rest = [...around.childNodes].filter((node) => !node.contains(element));
    return rest.some((node) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.data));
  };

  // Targets under 24 px whose circle of 24 px meets another target, as WCAG 2.5.8 measures.
  const smallTargets = () => {
    const targets = [...document.querySelectorAll(TARGETS)]
      .filter((element) => shown(element) && !inset(element) && !element.closest("label:has(input) *"))
      .map((element) => ({ element, box: element.getBoundingClientRect() }));
    const isSmall = ({ box }) => box.width < 23.9 || box.height < 23.9;
    const apart = (one, other) => {
      const x = (one.box.left + one.box.right) / 2,
        y = (one.box.top + one.box.bottom) / 2;
      if (isSmall(other)) {
        const u = (other.box.left + other.box.right) / 2,
          v = (other.box.top + other.box.bottom) / 2;
        return Math.hypot(x - u, y - v) >= 24;
      }
      const dx = Math.max(other.box.left - x, 0, x - other.box.right);
      const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
      return Math.hypot(dx, dy) >= 12;
    };
    return targets
      .filter((one) => isSmall(one) && !inSentence(one.element))
      .filter((one) => targets.some((other) => other !== one && !apart(one, other)))
      .map(({ element, box }) => `${name(element)} is ${box.width.toFixed(0)} × ${box.height.toFixed(0)} px`);
  };

  // Elements with transitions or animations, also of their ::before and ::after.
  const moving = () => {
    const seconds = (list) =>
      Math.max(...list.split(",").map((time) => parseFloat(time) * (time.includes("ms") ? 0.001 : 1)));
    const found = [];
    for (const element of document.querySelectorAll("*"))
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (part && style.content === "none") continue;
        const moves = style.transitionProperty !== "none" && seconds(style.transitionDuration) > 0.001;
        const plays = style.animationName !== "none" && seconds(style.animationDuration) > 0.001;
        if (moves || plays) found.push(`${name(element)}${part ?? ""}`);
      }
    return found;
  };

  return { shown, name, open, fold, restart, number, focused, misfits, smallTargets, moving };
})();
