// Delivering, a little easier with a script: all of it works without. A file may be dropped, its
// sending shows how far it is, what takes long is fetched into the page, and a button counts once.
"use strict";

const say = (element, text) => {
  if (element) element.textContent = text;
};

/* What the portal answered takes the place of the page: its title, its content, its focus. */
const show = (answer) => {
  const page = new DOMParser().parseFromString(answer, "text/html");
  const main = page.querySelector("main");
  if (!main) return false;
  document.title = page.title;
  document.querySelector("main").replaceWith(document.adoptNode(main));
  begin(main);
  (main.querySelector("[autofocus]") || main.querySelector("h1")).focus();
  return true;
};

const giving = (form) => {
  const words = form.dataset;
  const field = form.querySelector("input[type=file]");
  const zone = form.querySelector(".drop");
  const bar = form.querySelector("progress");
  const told = form.querySelector(".going p");
  const button = form.querySelector("button");
  let isGoing = false;

  const stop = (text) => {
    isGoing = false;
    bar.hidden = true;
    button.removeAttribute("aria-disabled");
    say(told, text);
  };

  const send = () => {
    const request = new XMLHttpRequest();
    let last = -1;
    isGoing = true;
    bar.hidden = false;
    button.setAttribute("aria-disabled", "true");
    request.upload.addEventListener("progress", (event) => {
      const percent = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
      bar.value = percent;
      if (percent - last >= 20) {
        last = percent;
        say(told, words.sending.replace("{percent}", percent));
      }
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value"); // how long it takes to check cannot be told
      say(told, words.checking);
    });
    request.addEventListener("error", () => stop(words.failed));
    request.addEventListener("abort", () => stop(words.failed));
    request.addEventListener("load", () => {
      if (request.status === 200 && request.responseURL !== location.href) {
        location.assign(request.responseURL);
      } else if (!show(request.responseText)) {
        stop(words.failed);
      }
    });
    request.open("POST", location.pathname);
    request.send(new FormData(form));
  };

  form.querySelector(".dragging").hidden = false;
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (isGoing) return;
    const files = event.dataTransfer.files;
    if (files.length === 1) field.files = files;
    say(told, files.length === 1 ? files[0].name : words.one);
    if (files.length === 1) button.focus();
  });
  field.addEventListener("change", () => say(told, ""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isGoing) return;
    const file = field.files[0];
    if (!file) say(told, words.choose);
    else if (file.size > Number(words.mostBytes)) say(told, words.tooLarge);
    else send();
  });
};

/* What takes the portal a while is fetched when the page is there already. */
const fetching = async (place) => {
  const told = place.querySelector("[role=status]");
  say(told, place.dataset.loading);
  try {
    const answer = await fetch(place.dataset.fetch, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = answer.ok && page.querySelector("[data-part]");
    if (!part) throw new Error("no part");
    place.querySelector("a").parentElement.replaceWith(document.adoptNode(part));
    say(told, "");
  } catch {
    say(told, place.dataset.failed);
  }
};

/* Pressed twice, a form is sent once. */
const once = (form) => {
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) return event.preventDefault();
    isSent = true;
    form.querySelector("button.main").setAttribute("aria-disabled", "true");
    say(form.querySelector("[role=status]"), form.dataset.once);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // gone back to: the page may be told otherwise by now
  });
};

const begin = (room) => {
  room.querySelectorAll("form.give").forEach(giving);
  room.querySelectorAll("[data-fetch]").forEach(fetching);
  room.querySelectorAll("form[data-once]").forEach(once);
};

begin(document);
