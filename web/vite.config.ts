import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/** Makes the build fail on a message that is not there; it would ship as a text that is undefined. */
function noUndefinedMessages(): Plugin {
  return {
    name: 'no-undefined-messages',
    onLog(_level, log) {
      if (log.code === 'IMPORT_IS_UNDEFINED' && log.message.includes('paraglide')) this.error(log);
    }
  };
}

/** What the first view begins with: SvelteKit, and the routes that are home. */
const FIRST =
  /@sveltejs\/kit\/src\/runtime\/client\/entry\.js$|\/src\/routes\/\+(layout|error)\.(svelte|ts)$|\/src\/routes\/w\/\[workspace\]\/\+page\.(svelte|ts)$/;

/** What every screen has, also where the first view does without: packages and the lower folders of src/lib. */
const SHARED =
  /node_modules\/(svelte|@sveltejs|@tanstack|openapi-fetch|esm-env|clsx|devalue)\/|\/src\/lib\/(api|time|ui|shell)\/(?!CommandPalette|KeysHelp|OutboxDialog|Markdown|markdown|drag|DragImage)/;

const MESSAGE = /\/src\/lib\/paraglide\/messages\/(\w+)\.js$/;

/**
 * Puts what the first view needs, and what every screen shares, into one file instead of many small ones: a first view in few
 * requests. What only some need (dialogs, the palette, editors) stays out of it, and is loaded with import().
 */
function oneBase(): Plugin {
  const needed = new Set<string>();
  return {
    name: 'one-base',
    buildEnd() {
      needed.clear();
      const texts = new Set<string>();
      const need = (id: string): void => {
        if (needed.has(id) || MESSAGE.test(id)) return;
        needed.add(id);
        const module = this.getModuleInfo(id);
        for (const [, key] of module?.code?.matchAll(/\bm\.(\w+)/g) ?? []) texts.add(key ?? '');
        module?.importedIds.forEach(need);
      };
      const all = [...this.getModuleIds()];
      all.filter((id) => FIRST.test(id)).forEach(need);
      // All texts hang on one index; only those that are used are needed.
      for (const id of all) if (texts.has(MESSAGE.exec(id)?.[1] ?? '')) needed.add(id);
      // SvelteKit asks at once for the styles of what home loads later, so they come along.
      const later = new Set<string>(needed);
      const style = (id: string): void => {
        if (later.has(id) || MESSAGE.test(id)) return;
        later.add(id);
        if (/\.css$/.test(id)) needed.add(id);
        const module = this.getModuleInfo(id);
        [...(module?.importedIds ?? []), ...(module?.dynamicallyImportedIds ?? [])].forEach(style);
      };
      for (const id of [...needed]) this.getModuleInfo(id)?.dynamicallyImportedIds.forEach(style);
    },
    outputOptions(options) {
      // Only for browsers: SvelteKit runs the other build to learn about the routes.
      if (options.dir?.includes('server')) return options;
      options.codeSplitting = { groups: [{ name: 'base', test: (id) => needed.has(id) || SHARED.test(id) }] };
      return options;
    }
  };
}

export default defineConfig({
  plugins: [
    noUndefinedMessages(),
    oneBase(),
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      // src/lib/shell/language.svelte.ts says which language it is.
      strategy: ['globalVariable', 'baseLocale']
    }),
    sveltekit()
  ],
  build: { target: 'es2022' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/static': 'http://127.0.0.1:8080' } }
});
