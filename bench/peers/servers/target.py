"""A server that runs already and speaks the API, given by --target."""
from .wavespeed_mock import WavespeedMock


class Target(WavespeedMock):
    def __init__(self, name, port, pid, work):
        super().__init__(None, port, work, None)
        self.name, self.given_pid = name, pid

    def start(self):
        status, text = self.ask("submit")
        if status != 200:
            raise RuntimeError(f"{self.name} answered a submission {status}: {text[:400]}")
        return None

    def stop(self):
        pass

    @property
    def pid(self):
        return self.given_pid
