import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const generated = ['src/lib/paraglide', 'src/lib/api/contract.gen.ts'];

/** Returns the files below a folder whose names match; what is generated is left out. */
export function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => name.test(path) && !generated.some((part) => path.startsWith(part)))
    .toSorted();
}
