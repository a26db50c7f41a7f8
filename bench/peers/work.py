"""What every server is asked, and what the fixed ones answer: the very bytes of wavespeed-mock."""
import collections
import json

from loading import BODY, MODEL_PATH, free_port

from .servers import WavespeedMock

WAIT_MS = 200
WAIT_PATH = "/api/v3/wavespeed-ai/flux-schnell"  # a path of its own, as the peers decide by paths
WAIT_BODY = json.dumps(dict(json.loads(BODY), enable_sync_mode=True, num_inference_steps=4), separators=(",", ":"))


class Work(collections.namedtuple(
        "Work", "submit_path submit_body wait_path wait_body wait_ms task poll_answer submit_answer wait_answer")):
    """`task` and the answers are of one run of our server."""

    @property
    def poll_path(self):
        return f"/api/v3/predictions/{self.task}/result"


def record_work(folder):
    """Asks our server once."""
    unanswered = Work(MODEL_PATH, BODY, WAIT_PATH, WAIT_BODY, WAIT_MS, None, None, None, None)
    server = WavespeedMock(folder, free_port(), unanswered, None)
    try:
        server.start()
        server.prepare_poll()
        answers = {}
        for operation in ("poll", "submit", "wait"):
            status, answers[operation] = server.ask(operation)
            if status != 200:
                raise RuntimeError(f"wavespeed-mock answered {operation} {status}: {answers[operation]}")
    finally:
        server.stop()
    return unanswered._replace(task=server.task, poll_answer=answers["poll"], submit_answer=answers["submit"],
                               wait_answer=answers["wait"])
