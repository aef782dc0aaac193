import { expect, type APIResponse, type Page } from '@playwright/test';
import { setUp } from './fixtures';
import type { Server } from './server';

/** A workspace of a test's own, filled through the API by whoever set it up. */
export class MadeWorkspace {
  private constructor(
    private readonly page: Page,
    readonly address: string,
    private readonly id: string
  ) {}

  /** Sets the server up, and ends in the empty workspace. */
  static async setUp(page: Page, empty: Server): Promise<MadeWorkspace> {
    await setUp(page, empty);
    const id = /\/w\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    return new MadeWorkspace(page, empty.address, id);
  }

  async open(screen = ''): Promise<void> {
    await this.page.goto(this.at(screen));
  }

  /** Makes another workspace on the same server. */
  async another(name: string): Promise<MadeWorkspace> {
    const path = `${this.address}/api/v1/workspaces`;
    const { id } = await made(await this.page.request.post(path, { data: { name } }), path);
    return new MadeWorkspace(this.page, this.address, id);
  }

  /** Returns the address of a screen. */
  at(screen: string): string {
    return `${this.address}/w/${this.id}${screen}`;
  }

  /** Makes something; returns it. */
  async make(path: string, data: object): Promise<Made> {
    return made(await this.page.request.post(this.#url(path), { data }), path);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.page.request.get(this.#url(path));
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }

  async change(path: string, data: object): Promise<Made> {
    return made(await this.page.request.patch(this.#url(path), { data }), path);
  }

  /** Imports entries, a line each: title, channel, day. */
  async importEntries(entries: { title: string; channel: string; date: string }[]): Promise<void> {
    const lines = ['title,channel,date', ...entries.map(({ title, channel, date }) => `${title},${channel},${date}`)];
    const answer = await this.page.request.post(this.#url('imports?mode=all_or_nothing'), {
      headers: { 'Content-Type': 'text/csv' },
      data: lines.join('\n')
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  #url(path: string): string {
    return `${this.address}/api/v1/workspaces/${this.id}/${path}`;
  }
}

export interface Made {
  id: string;
  version: number;
}

async function made(answer: APIResponse, path: string): Promise<Made> {
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Made;
}
