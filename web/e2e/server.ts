import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Which database a server keeps its data in. */
export type DatabaseKind = 'sqlite' | 'postgres';

/** A running `stetig serve` of our own, on a free port, with a database that nobody else has. */
export interface Server {
  /** http://127.0.0.1:PORT */
  address: string;
  /** What it printed when it began to serve: a set-up link, or the demo's addresses. */
  announced: string;
  /**
   * Stops it, has the workspaces be older by so many weeks than they are, and starts it again at the same address: what
   * weeks bring, such as reports, is there without waiting for them.
   */
  age: (weeks: number) => Promise<void>;
  stop: () => Promise<void>;
  /** Ends the program; its database and its port are left for `resume`. */
  pause: () => Promise<void>;
  resume: () => Promise<void>;
  /** Starts another server on the same database; it is stopped with this one. */
  replica: () => Promise<{ address: string }>;
}

/** A database that nobody else has. */
interface Database {
  /** As the program takes it. */
  address: string;
  /** Runs a statement in it, with the database's own tool. */
  run: (sql: string) => void;
  drop: () => void;
}

const WEEK_SECONDS = 7 * 24 * 60 * 60;

const PATIENCE_MS = 30_000;
const ANY_PORT = '127.0.0.1:0';

/** Starts the built program; with `demo` filled and open to this machine, else empty and waiting to be set up. */
export async function startServer(options: { demo: boolean; database: DatabaseKind }): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'stetig-e2e-'));
  const database = options.database === 'postgres' ? newPostgres() : newSQLite(folder);
  const more = options.demo ? ['--demo'] : [];
  const run = (listen: string) => {
    const args = ['serve', '--listen', listen, '--database', database.address, '--log-level', 'error', ...more];
    return spawn(join(root, 'bin', 'stetig'), args, { env: { PATH: process.env.PATH }, stdio: 'pipe' });
  };
  let child = run(ANY_PORT);
  const replicas: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all([child, ...replicas].map(ended));
    database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const announced = await announcement(child);
    const address = addressIn(announced);
    const pause = () => ended(child);
    const resume = async () => {
      child = run(new URL(address).host);
      await announcement(child);
    };
    const age = async (weeks: number) => {
      await pause();
      database.run(`UPDATE workspaces SET created_at = created_at - ${weeks * WEEK_SECONDS}`);
      await resume();
    };
    const replica = async () => {
      const other = run(ANY_PORT);
      replicas.push(other);
      return { address: addressIn(await announcement(other)) };
    };
    return { address, announced, age, stop, pause, resume, replica };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressIn(announced: string): string {
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(announced)?.[0];
  if (!address) throw new Error(`the server told no address: ${announced}`);
  return address;
}

function newSQLite(folder: string): Database {
  const address = join(folder, 'stetig.db');
  return { address, run: (sql) => execFileSync('sqlite3', [address, sql]), drop() {} };
}

function announcement(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = '';
    const timer = setTimeout(() => reject(new Error(`the server does not serve: ${errors}`)), PATIENCE_MS);
    child.stderr?.on('data', (text) => (errors += text));
    child.stdout?.once('data', (text) => {
      clearTimeout(timer);
      resolve(String(text)); // it is told in one write
    });
    child.once('exit', (status) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${status}: ${errors}`));
    });
    child.once('error', reject);
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Makes an empty database in the cluster that scripts/with-postgres names. */
function newPostgres(): Database {
  const cluster = process.env.STETIG_TEST_POSTGRES;
  if (!cluster) throw new Error('STETIG_TEST_POSTGRES names no cluster; scripts/with-postgres starts one');
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  const binaries = execFileSync(join(root, 'scripts', 'postgres-bin'), { encoding: 'utf8' }).trim();
  const runAt = (at: string, sql: string) => execFileSync(join(binaries, 'psql'), [at, '-q', '-c', sql]);
  runAt(cluster, `CREATE DATABASE ${name}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  const address = url.toString();
  return {
    address,
    run: (sql) => runAt(address, sql),
    drop: () => runAt(cluster, `DROP DATABASE ${name} WITH (FORCE)`)
  };
}
