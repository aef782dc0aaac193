import { asApiError, type ApiError, type Schemas } from '$lib/api';
import type { Typed } from './editor.svelte';
import { blank, fieldOfProblem, patchOf, same, unfit, type FieldName, type Fields, type Unfit } from './fields';
import type { Drafts } from './kept';

type Entry = Schemas['Entry'];

/** An entry that is to be made. What is typed is kept in the browser until it is. */
export class NewEntry implements Typed {
  #fields = $state.raw<Fields>(blank);
  #refusal = $state.raw<ApiError>();
  #isBusy = $state(false);
  #tried = $state(false);
  #key = crypto.randomUUID() as string;

  constructor(
    /** What its draft is called: one for each place an entry is begun at. */
    private readonly name: string,
    /** What it begins as. */
    private readonly start: Partial<Fields>,
    private readonly drafts: Drafts,
    private readonly zoneOf: (channel: string) => string
  ) {
    const kept = drafts.read(name);
    this.#fields = { ...blank, ...start, ...kept?.mine };
    if (kept?.key) this.#key = kept.key;
  }

  get zone(): string {
    return this.zoneOf(this.#fields.channel_id);
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get refusal(): ApiError | undefined {
    return this.#refusal;
  }

  value<F extends FieldName>(field: F): Fields[F] {
    return this.#fields[field];
  }

  set<F extends FieldName>(field: F, value: Fields[F]): void {
    this.#fields = { ...this.#fields, [field]: value };
    if (this.#refusal && !this.#refusal.passes) this.#key = crypto.randomUUID(); // it is another intent now
    this.#refusal = undefined;
    this.#keep();
  }

  problem(field: FieldName): Unfit | { said: string } | undefined {
    const found = unfit(field, this.value(field));
    if (found && (this.#tried || field !== 'title')) return found;
    const said = this.#refusal?.fields.find((problem) => fieldOfProblem(problem.field) === field)?.message;
    return said ? { said } : undefined;
  }

  /**
   * Makes it; undefined where something is missing or was refused: `problem` and `refusal` say what. `waits` where the
   * server is not reached and it is kept to be made later.
   */
  async make(
    create: (draft: Schemas['EntryDraft'], key: string) => Promise<Entry | undefined>
  ): Promise<Entry | 'waits' | undefined> {
    this.#tried = true;
    const names = Object.keys(this.#fields) as FieldName[];
    if (this.#isBusy || names.some((name) => unfit(name, this.#fields[name]))) return undefined;
    this.#isBusy = true;
    this.#refusal = undefined;
    this.#keep();
    try {
      const entry = await create(draftOf(this.#fields, this.zone), this.#key);
      this.drafts.forget(this.name);
      return entry ?? 'waits';
    } catch (error) {
      this.#refusal = asApiError(error);
      return undefined;
    } finally {
      this.#isBusy = false;
    }
  }

  /** Throws away what was typed. */
  discard(): void {
    this.drafts.forget(this.name);
  }

  #keep(): void {
    if (same(this.#fields, { ...blank, ...this.start })) this.drafts.forget(this.name);
    else this.drafts.write(this.name, { mine: this.#fields, before: {}, key: this.#key });
  }
}

/** Returns what the API is sent to make an entry. */
function draftOf(fields: Fields, zone: string): Schemas['EntryDraft'] {
  const { publish_at, publish_on, ...rest } = patchOf(fields, zone);
  return {
    ...rest,
    channel_id: fields.channel_id,
    title: fields.title.trim(),
    ...(publish_at ? { publish_at } : {}),
    ...(publish_on ? { publish_on } : {})
  } as Schemas['EntryDraft'];
}
