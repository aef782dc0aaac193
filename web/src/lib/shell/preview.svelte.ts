import { asApiError, type ApiError } from '$lib/api';

const PAUSE_MS = 250;

/**
 * What the server says to what is being typed: asked when nothing was typed for a moment, and only the answer to the
 * latest question counts. The answer before stays until then, so that nothing flickers; it goes where the question is not
 * whole any more or is refused, for it would be taken for the answer to that.
 */
export class Preview<Question, Answer> {
  #answer = $state.raw<Answer>();
  #refusal = $state.raw<ApiError>();
  #asking = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: AbortController | undefined;
  #latest = '';

  constructor(private readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>) {}

  get answer(): Answer | undefined {
    return this.#answer;
  }

  get refusal(): ApiError | undefined {
    return this.#refusal;
  }

  get asking(): boolean {
    return this.#asking;
  }

  /** Wants an answer, to undefined none: what was typed is not whole. The same question again does nothing. */
  want(question: Question | undefined): void {
    const wanted = JSON.stringify(question) ?? '';
    if (wanted === this.#latest) return;
    this.stop();
    this.#latest = wanted;
    if (question === undefined) {
      this.#answer = undefined;
      this.#refusal = undefined;
      return;
    }
    this.#asking = true;
    this.#timer = setTimeout(() => void this.#send(question), PAUSE_MS);
  }

  /** Forgets the question. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#latest = '';
    this.#asking = false;
  }

  async #send(question: Question): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    try {
      const answer = await this.ask(question, request.signal);
      if (request.signal.aborted) return;
      this.#answer = answer;
      this.#refusal = undefined;
    } catch (error) {
      if (request.signal.aborted) return;
      this.#answer = undefined;
      this.#refusal = asApiError(error);
    }
    this.#asking = false;
  }
}
