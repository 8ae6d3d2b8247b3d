/* Tells the learning system that holds this page (SCORM 1.2) how somebody gets on. Without one the
   page works by itself. */

const PASS_MARK = Number(document.body.dataset.passMark);

function api() {
  for (const start of [window, window.opener]) {
    let place = start;
    for (let depth = 0; place && depth < 10; depth += 1) {
      try {
        if (place.API) return place.API;
      } catch {
        break;
      }
      if (place.parent === place) break;
      place = place.parent;
    }
  }
  return null;
}

const system = api();
const began = Date.now();
let finished = false;

function set(name, value) {
  if (system) system.LMSSetValue(name, String(value));
}

function session_time() {
  const seconds = Math.floor((Date.now() - began) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.00`;
}

function finish() {
  if (!system || finished) return;
  finished = true;
  set("cmi.core.session_time", session_time());
  system.LMSCommit("");
  system.LMSFinish("");
}

if (system) {
  system.LMSInitialize("");
  const status = system.LMSGetValue("cmi.core.lesson_status");
  if (!["passed", "completed"].includes(status)) set("cmi.core.lesson_status", "incomplete");
  system.LMSCommit("");
  window.addEventListener("pagehide", finish);
  window.addEventListener("beforeunload", finish);
}

function is_right(question) {
  return [...question.querySelectorAll("input")].every(
    (box) => box.checked === (box.dataset.right === "yes"),
  );
}

const quiz = document.querySelector("form");
if (quiz) {
  quiz.addEventListener("submit", (event) => {
    event.preventDefault();
    const questions = [...quiz.querySelectorAll("fieldset")];
    let right = 0;
    for (const question of questions) {
      const good = is_right(question);
      right += good ? 1 : 0;
      question.querySelector(".right").hidden = !good;
      question.querySelector(".wrong").hidden = good;
      question.querySelector(".why").hidden = false;
    }
    const score = Math.round((100 * right) / questions.length);
    const told = document.getElementById("result");
    told.textContent = told.dataset.words.replace("{right}", right).replace("{all}", questions.length);
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", score);
    set("cmi.core.lesson_status", score >= PASS_MARK ? "passed" : "failed");
    if (system) system.LMSCommit("");
  });
} else {
  set("cmi.core.lesson_status", "completed");
  if (system) system.LMSCommit("");
}
