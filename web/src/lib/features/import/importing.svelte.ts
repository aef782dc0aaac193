import type { QueryClient } from '@tanstack/svelte-query';
import { api, ApiError, asApiError, dataOf, keys, type Schemas } from '$lib/api';
import { columnsSent, mapped, type ColumnRole, type Mapping } from './columns';

type Result = Schemas['ImportResult'];

/** The largest file that the server takes, in bytes. */
const MOST_BYTES = 20 * 1024 * 1024;

/** How many rows are shown at first, so that what follows them stays in reach. */
const FIRST_ROWS = 20;

/** How many rows come with each further page: the most that the server tells, for the file is sent again. */
const MORE_ROWS = 200;

/** An import on its way: a file, what the server reads in it, and in the end what it did. */
export class Importing {
  #file = $state.raw<File>();
  #tried = $state.raw<Result>();
  #rows = $state.raw<Result['preview']>([]);
  #isGettingMore = $state(false);
  #done = $state.raw<Result>();
  #refusal = $state.raw<ApiError>();
  #busy = $state(false);
  #mapping = $state.raw<Mapping>({});
  /** Channel of rows that name none; "" for none. */
  #channel = $state('');
  #attempt = 0;

  constructor(
    private readonly queryClient: QueryClient,
    private readonly workspace: () => string
  ) {}

  get file(): File | undefined {
    return this.#file;
  }
  /** What would be done; undefined until it is known. */
  get tried(): Result | undefined {
    return this.#tried;
  }
  /** The first rows of the file, and what each would become. */
  get rows(): Result['preview'] {
    return this.#rows;
  }
  /** Whether further rows are on their way. */
  get isGettingMore(): boolean {
    return this.#isGettingMore;
  }
  /** What was done. */
  get done(): Result | undefined {
    return this.#done;
  }
  get refusal(): ApiError | undefined {
    return this.#refusal;
  }
  get busy(): boolean {
    return this.#busy;
  }
  get channel(): string {
    return this.#channel;
  }
  get isTooLarge(): boolean {
    return (this.#file?.size ?? 0) > MOST_BYTES;
  }

  /** Takes a file and has it read; nothing is changed. */
  async choose(file: File): Promise<void> {
    this.#file = file;
    this.#tried = this.#done = this.#refusal = undefined;
    this.#mapping = {};
    await this.#try();
  }

  async chooseChannel(channel: string): Promise<void> {
    this.#channel = channel;
    await this.#try();
  }

  async readAs(heading: string, role: ColumnRole): Promise<void> {
    this.#mapping = mapped(this.#tried?.columns ?? [], this.#mapping, heading, role);
    await this.#try();
  }

  /** Gets further rows, as the file is read now. */
  async showMore(): Promise<void> {
    if (this.#isGettingMore || this.#busy) return;
    const attempt = this.#attempt;
    this.#isGettingMore = true;
    try {
      const { preview } = await this.#send('dry_run', { offset: this.#rows.length, limit: MORE_ROWS });
      if (attempt === this.#attempt) this.#rows = [...this.#rows, ...preview];
    } catch (error) {
      if (attempt === this.#attempt) this.#refusal = asApiError(error);
    }
    this.#isGettingMore = false;
  }

  /** Imports, all or the good rows alone. */
  async run(mode: 'all_or_nothing' | 'good_rows'): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.#done = await this.#send(mode);
      this.#refusal = undefined;
      await this.queryClient.invalidateQueries({ queryKey: keys.workspace(this.workspace()) });
    } catch (error) {
      this.#refusal = asApiError(error);
    }
    this.#busy = false;
  }

  /** Begins anew. */
  clear(): void {
    this.#file = this.#tried = this.#done = this.#refusal = undefined;
    this.#mapping = {};
  }

  async #try(): Promise<void> {
    const attempt = ++this.#attempt;
    if (!this.#file || this.isTooLarge) return;
    this.#busy = true;
    try {
      const tried = await this.#send('dry_run', { limit: FIRST_ROWS });
      if (attempt !== this.#attempt) return;
      this.#tried = tried;
      this.#rows = tried.preview;
      this.#refusal = undefined;
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.#refusal = asApiError(error);
    }
    this.#busy = false;
  }

  async #send(mode: Schemas['ImportMode'], page: { offset?: number; limit?: number } = {}): Promise<Result> {
    const file = this.#file;
    if (!file) throw new ApiError(0, 'unknown', '', '');
    const query = {
      mode,
      name: file.name.slice(0, 200),
      ...(this.#channel ? { channel: this.#channel } : {}),
      columns: columnsSent(this.#mapping),
      ...page
    };
    return dataOf(
      await api.POST('/workspaces/{workspace}/imports', {
        params: { path: { workspace: this.workspace() }, query },
        headers: { 'Content-Type': 'text/csv' },
        body: file as unknown as string,
        bodySerializer: () => file
      })
    );
  }
}
