// A contract with a few operations, for tests of code that reads contracts.
#pragma once

#include "contract/document.h"

namespace wavespeed_mock {

inline constexpr const char* kSmallContract = R"json({
  "openapi": "3.1.0",
  "security": [{"bearer": []}],
  "x-outside-operations": {"$ref": "#/components/schemas/Failure"},
  "paths": {
    "/api/v3/{model_id}": {
      "parameters": [{"$ref": "#/components/parameters/Model"}],
      "post": {
        "operationId": "submit", "x-cost": "paid", "x-source": "api/submit.cc",
        "parameters": [
          {"name": "webhook", "in": "query", "schema": {"type": "string"}},
          {"name": "X-Client-Name", "in": "header", "schema": {"type": "string", "maxLength": 5}}],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {
          "type": "object", "additionalProperties": true,
          "properties": {"enable_sync_mode": {"type": "boolean"}}}}}},
        "responses": {
          "200": {"content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/TaskEnvelope"},
            "examples": {"accepted": {"value": {}}, "finished": {"value": {}}}}}},
          "400": {"$ref": "#/components/responses/Failed"}}}},
    "/api/v3/tasks": {
      "get": {
        "operationId": "listTasks", "x-source": "api/tasks.cc",
        "parameters": [
          {"name": "page", "in": "query", "required": true, "schema": {"type": "integer", "minimum": 1}}],
        "responses": {"200": {"content": {"application/json": {
          "schema": {"$ref": "#/components/schemas/TaskEnvelope"}}}}}}},
    "/api/v3/tasks/{id}": {
      "get": {
        "operationId": "getTask",
        "responses": {"200": {"content": {"application/json": {
          "schema": {"$ref": "#/components/schemas/TaskEnvelope"}}}},
          "4XX": {"$ref": "#/components/responses/Failed"}}}},
    "/api/v3/tasks/new": {
      "get": {"operationId": "newTasks", "responses": {"204": {"description": "none"}}}},
    "/files/{id}": {
      "get": {
        "operationId": "getFile", "security": [], "x-mock-only": true,
        "responses": {"200": {"content": {"image/*": {"schema": {"type": "string"}}}}}}}
  },
  "components": {
    "parameters": {
      "Model": {"name": "model_id", "in": "path", "required": true, "x-rest-of-path": true,
                "schema": {"type": "string"}}},
    "responses": {
      "Failed": {"content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/Failure"},
        "examples": {"broken": {"value": {}}}}}}},
    "schemas": {
      "Failure": {
        "type": "object", "required": ["code", "message"],
        "properties": {"code": {"type": "integer"}, "message": {"type": "string"}}},
      "TaskEnvelope": {
        "type": "object", "required": ["code", "data"],
        "properties": {"code": {"const": 200}, "data": {"$ref": "#/components/schemas/Task"}}},
      "Task": {
        "type": "object", "required": ["id", "status"],
        "properties": {
          "id": {"type": "string", "pattern": "^[0-9a-f]{4}$"},
          "status": {"enum": ["created", "completed"]},
          "created_at": {"type": "string", "format": "date-time"},
          "day": {"type": ["string", "null"], "format": "date"},
          "count": {"type": "integer", "minimum": 0, "maximum": 4},
          "ratio": {"type": "number", "exclusiveMinimum": 0},
          "outputs": {"type": "array", "maxItems": 2, "items": {"type": "string"}},
          "size": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
          "inputs": {"type": "object", "additionalProperties": true, "properties": {"prompt": {"type": "string"}}},
          "children": {"type": "array", "items": {"$ref": "#/components/schemas/Task"}}}}}
  }
})json";

inline const ContractDocument& small_contract() {
  static const ContractDocument document(kSmallContract, "small contract");
  return document;
}

}  // namespace wavespeed_mock
