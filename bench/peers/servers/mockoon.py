"""Mockoon, without its log of transactions and its API for administrators."""
import uuid

from .server import Server


def new_id(text):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, text))


class Mockoon(Server):
    name = "mockoon"
    package = "@mockoon/cli"

    def command(self):
        routes = [
            self.route("get", self.work.poll_path, self.work.poll_answer),
            self.route("post", self.work.submit_path, self.work.submit_answer),
            self.route("post", self.work.wait_path, self.work.wait_answer, self.work.wait_ms),
        ]
        environment = self.write("environment.json", {
            "uuid": new_id("peers"), "lastMigration": 33, "name": "peers", "port": self.port,
            "hostname": "127.0.0.1", "endpointPrefix": "", "latency": 0, "folders": [], "routes": routes,
            "rootChildren": [{"type": "route", "uuid": route["uuid"]} for route in routes],
            "proxyMode": False, "proxyHost": "", "proxyRemovePrefix": False, "proxyReqHeaders": [],
            "proxyResHeaders": [], "cors": False, "headers": [], "data": [], "callbacks": [],
            "tlsOptions": {"enabled": False, "type": "CERT", "pfxPath": "", "certPath": "", "keyPath": "",
                           "caPath": "", "passphrase": ""},
        })
        return [self.executable("mockoon-cli"), "start", "-r", "-X", "--disable-admin-api",
                "--max-transaction-logs", "0", "-d", environment, "-p", str(self.port), "-l", "127.0.0.1"]

    @classmethod
    def route(cls, method, path, answer, delay_ms=0):
        key = {"target": "header", "modifier": "Authorization", "value": "^Bearer .+", "invert": False,
               "operator": "regex"}
        return {
            "uuid": new_id(path), "type": "http", "documentation": "", "method": method, "endpoint": path[1:],
            "responseMode": None, "streamingMode": None, "streamingInterval": 0,
            "responses": [cls.response(path, 200, answer, delay_ms, [key]),
                          cls.response(path, 401, '{"code":401}', 0, [])],
        }

    @staticmethod
    def response(path, status, body, delay_ms, rules):
        return {
            "uuid": new_id(f"{path} {status}"), "body": body, "latency": delay_ms, "statusCode": status, "label": "",
            "headers": [{"key": "Content-Type", "value": "application/json"}], "bodyType": "INLINE", "filePath": "",
            "databucketID": "", "sendFileAsBody": False, "rules": rules, "rulesOperator": "AND",
            "disableTemplating": True, "fallbackTo404": False, "default": not rules, "crudKey": "id", "callbacks": [],
        }
