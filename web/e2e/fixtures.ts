import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { startServer, type DatabaseKind, type Server } from './server';

interface WorkerOptions {
  database: DatabaseKind;
}

interface WorkerFixtures {
  /** A server with the demo's data, shared by the tests of a worker: read it, or change what no other test looks at. */
  demo: Server;
}

interface TestFixtures {
  /** A server with the demo's data and nothing else, of the test's own: for what counts to the last. */
  freshDemo: Server;
  /** A server of the test's own that nobody has set up. */
  empty: Server;
  /** Fails the test if the page logs an error or breaks its content security policy. Always on. */
  noErrors: void;
}

/** Lends a test a server of its own, and stops it once the test's pages are closed. */
async function serving(
  options: Parameters<typeof startServer>[0],
  context: BrowserContext,
  use: (server: Server) => Promise<void>
): Promise<void> {
  const server = await startServer(options);
  await use(server);
  // First, so that what a page still asks for meets no server that has gone.
  await Promise.all(context.pages().map((page) => page.close()));
  await server.stop();
}

/** Use instead of Playwright's: it knows our servers, and fails on what the browser's console complains of. */
export const test = base.extend<TestFixtures, WorkerFixtures & WorkerOptions>({
  database: ['sqlite', { option: true, scope: 'worker' }],
  demo: [
    async ({ database }, use) => {
      const server = await startServer({ demo: true, database });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' }
  ],
  freshDemo: ({ database, context }, use) => serving({ demo: true, database }, context, use),
  empty: ({ database, context }, use) => serving({ demo: false, database }, context, use),
  noErrors: [
    async ({ page }, use, info) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await use();
      const allowed = info.annotations
        .filter(({ type }) => type === 'allowed error')
        .map(({ description }) => description ?? '');
      const found = errors.filter((error) => !allowed.some((text) => error.includes(text)));
      expect(found, 'the console complains').toEqual([]);
    },
    { auto: true }
  ]
});

/** Lets a test cause errors in the console whose text holds this: a refusal it is about. */
export function allowError(text: string): void {
  test.info().annotations.push({ type: 'allowed error', description: text });
}

/** Opens the demo's workspace at a screen: "", "month", "?year=2027". */
export async function openDemo(page: Page, demo: Server, screen = ''): Promise<void> {
  await page.goto(`${demoPath(demo)}${screen && !screen.startsWith('?') ? '/' : ''}${screen}`);
}

/** Returns the address of the demo's workspace. */
export function demoPath(demo: Server): string {
  const workspace = /\/w\/([0-9a-f-]{36})\//.exec(demo.announced)?.[1];
  if (!workspace) throw new Error(`the demo told no workspace: ${demo.announced}`);
  return `${demo.address}/w/${workspace}`;
}

/** Whoever sets a server up. */
export const founder = {
  name: 'Anna Beispiel',
  email: 'anna@example.org',
  password: 'ein langes gutes Passwort',
  workspace: 'Musterwerk'
};

/** Sets an empty server up by the link it printed, as a person does, and ends in the workspace, signed in. */
export async function setUp(page: Page, empty: Server): Promise<void> {
  const link = /http\S+\/set-up\/\S+/.exec(empty.announced)?.[0];
  if (!link) throw new Error(`the server told no link: ${empty.announced}`);
  await page.goto(link);
  await page.locator('input[name=name]').fill(founder.name);
  await page.locator('input[name=email]').fill(founder.email);
  await page.locator('input[name=password]').fill(founder.password);
  await page.locator('input[name=workspace]').fill(founder.workspace);
  await page.locator('form button').last().click();
  await expect(page).toHaveURL(/\/w\/[0-9a-f-]{36}$/);
}

export { expect };
