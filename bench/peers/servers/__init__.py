"""The servers that can be measured, by name: nginx as the reference, wavespeed-mock, and its peers."""
from .aimock import Aimock
from .json_server import JsonServer
from .mockoon import Mockoon
from .mountebank import Mountebank
from .nginx import Nginx
from .prism import Prism
from .target import Target
from .wavespeed_mock import WavespeedMock
from .wiremock import WireMock

PEERS = {peer.name: peer for peer in (Nginx, WireMock, Aimock, Prism, Mountebank, JsonServer, Mockoon)}

__all__ = ["PEERS", "Target", "WavespeedMock"]
