"""Prism, from an OpenAPI document; it holds requests and its own answers against the schemas."""
import json

from .server import Server

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}

ANSWER = {
    "type": "object",
    "required": ["code", "message", "data"],
    "properties": {
        "code": NUMBER,
        "message": TEXT,
        "data": {
            "type": "object",
            "required": ["id", "model", "outputs", "urls", "status", "created_at"],
            "properties": {
                "id": TEXT,
                "model": TEXT,
                "outputs": {"type": "array", "items": TEXT},
                "urls": {"type": "object", "properties": {"get": TEXT}},
                "has_nsfw_contents": {"type": "array", "items": {"type": "boolean"}},
                "status": {"type": "string", "enum": ["created", "processing", "completed", "failed"]},
                "created_at": TEXT,
                "error": TEXT,
                "executionTime": NUMBER,
                "timings": {"type": "object", "properties": {"inference": NUMBER}},
            },
        },
    },
}

INPUTS = {
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "minLength": 1},
        "size": {"type": "string", "pattern": "^[0-9]+\\*[0-9]+$"},
        "num_inference_steps": {"type": "integer", "minimum": 1, "maximum": 50},
        "seed": NUMBER,
    },
}


def answered(text):
    content = {"schema": ANSWER, "examples": {"fixed": {"value": json.loads(text)}}}
    return {"responses": {"200": {"description": "ok", "content": {"application/json": content}}}}


class Prism(Server):
    name = "prism"
    package = "@stoplight/prism-cli"
    waits = False

    def command(self):
        id_in_path = {"name": "id", "in": "path", "required": True, "schema": TEXT}
        inputs = {"required": True, "content": {"application/json": {"schema": INPUTS}}}
        document = self.write("openapi.json", {
            "openapi": "3.0.3",
            "info": {"title": "peers", "version": "1"},
            "security": [{"bearer": []}],
            "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
            "paths": {
                "/api/v3/predictions/{id}/result": {
                    "get": {"parameters": [id_in_path], **answered(self.work.poll_answer)}},
                self.work.submit_path: {"post": {"requestBody": inputs, **answered(self.work.submit_answer)}},
            },
        })
        return [self.executable("prism"), "mock", "-h", "127.0.0.1", "-p", str(self.port), "-v", "silent", document]
