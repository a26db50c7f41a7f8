// Loaded before a client (node --import): the time of day is fixed at the mock's, for clients
// that ask for "the last 24 hours".
const now = Date.parse('2026-01-01T00:00:10Z');

globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length > 0 ? given : [now]));
  }
  static now() {
    return now;
  }
};
