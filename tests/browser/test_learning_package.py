"""The SCORM package of a module, played by a learning system that writes down what it is told."""

import io
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

SYSTEM = """<!doctype html><html lang="en"><title>A learning system</title><body><script>
window.calls = []; window.values = {};
window.API = {
  LMSInitialize: (x) => { calls.push("LMSInitialize"); return "true"; },
  LMSGetValue: (name) => values[name] || "",
  LMSSetValue: (name, value) => { values[name] = value; return "true"; },
  LMSCommit: () => { calls.push("LMSCommit"); return "true"; },
  LMSFinish: () => { calls.push("LMSFinish"); return "true"; },
  LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
};
</script>
<iframe src="index.html" title="content" width="900" height="700"></iframe></body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Nobody reads it."""


def test_a_learning_system_plays_a_module_and_gets_the_score(programs, chromium, tmp_path):
    hq = programs("hq").test_client()
    sent = hq.get("/open-library/first-meeting/scorm.zip?in=fr")
    zipfile.ZipFile(io.BytesIO(sent.data)).extractall(tmp_path)
    (tmp_path / "system.html").write_text(SYSTEM, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/system.html")
        frame = page.frames[1]
        frame.wait_for_selector("form")
        page.wait_for_function("calls.includes('LMSInitialize')")
        assert page.evaluate("values['cmi.core.lesson_status']") == "incomplete"
        frame.click("button")
        assert page.evaluate("values['cmi.core.lesson_status']") == "failed"
        for box in frame.query_selector_all("input[data-right=yes]"):
            box.check()
        frame.click("button")
        assert page.evaluate("values['cmi.core.score.raw']") == "100"
        assert page.evaluate("values['cmi.core.lesson_status']") == "passed"
        frame.goto("about:blank")
        page.wait_for_function("calls.includes('LMSFinish')")
        page.close()
    finally:
        server.shutdown()
        server.server_close()
