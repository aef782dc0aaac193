import { expect, type Browser, type Page } from '@playwright/test';
import type { Server } from './server';

const LANGUAGE = { locale: 'de-DE', timezoneId: 'Europe/Berlin' };

/** Returns the id of the workspace that a page shows. */
export function workspaceOf(page: Page): string {
  return /\/w\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** Asks the API as whoever is signed in on the page; fails on a refusal. */
export async function ask<T>(
  page: Page,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  data?: unknown,
  headers: Record<string, string> = {}
): Promise<T> {
  const address = new URL(`/api/v1/workspaces/${workspaceOf(page)}${path}`, page.url());
  const answer = await page.request.fetch(address.href, {
    method,
    headers: { ...headers, 'Content-Type': 'application/json' },
    ...(data === undefined ? {} : { data })
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Invites somebody to the workspace of a lead's page, and returns a page of theirs, signed in and in it. */
export async function join(browser: Browser, lead: Page, server: Server, role: string, name: string): Promise<Page> {
  const { link } = await ask<{ link: string }>(lead, 'POST', '/invitations', {
    email: `${name.toLowerCase().replace(/\W/g, '')}@example.org`,
    name,
    role,
    by: 'link'
  });
  const page = await (await browser.newContext(LANGUAGE)).newPage();
  await page.goto(server.address + new URL(link, server.address).pathname);
  await page.locator('input[name=password]').fill('noch ein langes Passwort');
  await page.locator('form button').first().click();
  await expect(page).toHaveURL(/\/w\/[0-9a-f-]{36}/);
  return page;
}

/** Signs out behind the page's back, as when a session ends; what is still on its way cannot sign in again. */
export async function signedOut(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
}
