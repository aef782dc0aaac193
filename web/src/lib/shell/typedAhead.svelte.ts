/**
 * Keeps what is typed after something to type in was asked for and before it is there: else it lands in the field that has
 * the focus still, or is taken for keys.
 */
export class TypedAhead {
  #text: string | undefined;

  /** Whether letters are kept. */
  get isKeeping(): boolean {
    return this.#text !== undefined;
  }

  begin(): void {
    this.#text ??= '';
  }

  /** Ends it, and gives what was typed meanwhile. */
  end(): string {
    const text = this.#text ?? '';
    this.#text = undefined;
    return text;
  }

  /** Give it every keydown of the window before anybody else has it. Returns whether it was taken. */
  take(event: KeyboardEvent): boolean {
    if (this.#text === undefined) return false;
    event.preventDefault();
    event.stopPropagation();
    const isLetter = [...event.key].length === 1 && !event.ctrlKey && !event.metaKey;
    if (isLetter) this.#text += event.key;
    else if (event.key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('');
    return true;
  }
}
