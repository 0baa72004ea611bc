/**
 * What Slack publishes of Block Kit's limits: docs.slack.dev/reference, "Block Kit" (blocks, block elements, composition
 * objects), "Views", and `chat.postMessage`. Texts are counted as they are sent, entities and all: never less than Slack counts.
 */
export const PUBLISHED = {
  /** "Blocks": up to 50 in a message, 100 in a modal or the Home tab. */
  blocks: { message: 50, view: 100 },
  /** `chat.postMessage`: what is longer than 40,000 characters is cut off. */
  messageText: 40_000,
  /** "Text object": at least one character. */
  text: 3000,
  id: 255,
  /** "Views": modal. */
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3000,
  /** "Header block". */
  header: 150,
  /** "Context block": elements. */
  context: 10,
  /** "Actions block": elements. */
  actions: 25,
  /** "Input block". */
  label: 2000,
  hint: 2000,
  /** "Button element"; clients show about 30 characters of it. */
  button: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  url: 3000,
  /** "Option object"; its value may be 150 long by now, and was 75 for years: what fits both fits every client. */
  option: 75,
  optionValue: 75,
  /** "Select menu element". */
  options: 100,
  /** "Overflow menu element". */
  overflow: 5,
  /** "Checkboxes element". */
  checkboxes: 10,
  placeholder: 150,
  /** "Plain-text input element". */
  inputValue: 3000,
  /** "Confirmation dialog object". */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
} as const;
