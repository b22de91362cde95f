// What a card does when it is tapped: another language, a choice told. Without scripts both languages and all choices stand there.
(() => {
  const card = document.querySelector(".studycli");
  const storage = (name) => { try { return window[name]; } catch (refused) { return null; } };
  const recall = (store, key) => { try { return storage(store).getItem("studycli " + key) || ""; } catch (refused) { return ""; } };
  const keep = (store, key, value) => { try { storage(store).setItem("studycli " + key, value); } catch (refused) { /* asked anew */ } };

  // The same order on both sides: by the note and the day, which the front writes down in case a day begins before the back.
  const order = () => {
    const day = Math.floor((Date.now() / 60000 - new Date().getTimezoneOffset() - 240) / 1440);
    const note = card.dataset.note + " ";
    const kept = recall("sessionStorage", "order");
    const seed = card.dataset.side === "back" && kept.startsWith(note) ? kept : note + day;
    keep("sessionStorage", "order", seed);
    return seed;
  };
  const dice = (seed) => {
    let state = 2166136261;
    for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0), 16777619);
    return (sides) => {
      state = Math.imul((state ^ (state >>> 15)) + 1831565813, 739982445);
      return ((state ^ (state >>> 14)) >>> 0) % sides;
    };
  };
  const solution = card.querySelector(".solution");
  if (solution) {
    const list = card.querySelector(".options, .answer");
    list.innerHTML = solution.textContent;
    const choices = Array.from(list.querySelectorAll(".choices > li"));
    const roll = dice(order());
    for (let at = choices.length - 1; at > 0; at--) {
      const other = roll(at + 1);
      [choices[at], choices[other]] = [choices[other], choices[at]];
    }
    for (const choice of choices) {
      choice.parentNode.appendChild(choice);
      if (card.dataset.side === "back") continue;
      choice.classList.add("untold", "tappable");
      choice.setAttribute("role", "button");
      choice.onclick = () => choice.classList.remove("untold");
    }
  }

  const texts = Array.from(card.querySelectorAll("[lang]"));
  const languages = Array.from(new Set(texts.map((text) => text.lang)));
  if (languages.length < 2) return;
  const names = { en: "English", zh: "中文", ja: "日本語", de: "Deutsch", fr: "Français", es: "Español" };
  const button = document.createElement("button");
  button.type = "button";
  button.className = "languages tappable";
  button.innerHTML = languages.map(() => "<span></span>").join("");
  languages.forEach((language, at) => { button.children[at].textContent = names[language] || language; });
  let chosen = languages.indexOf(recall("localStorage", "language"));
  const show = () => {
    const wanted = languages[Math.max(0, chosen)];
    for (const parent of new Set(texts.map((text) => text.parentNode))) {
      const variants = Array.from(parent.children).filter((child) => child.lang);
      const shown = variants.find((variant) => variant.lang === wanted) || variants[0];
      for (const variant of variants) variant.hidden = variant !== shown;
    }
    languages.forEach((language, at) => button.children[at].classList.toggle("chosen", language === wanted));
  };
  button.onclick = () => {
    chosen = (Math.max(0, chosen) + 1) % languages.length;
    keep("localStorage", "language", languages[chosen]);
    show();
    button.blur();
  };
  card.classList.add("switched");
  card.insertBefore(button, card.firstChild);
  show();
})();
