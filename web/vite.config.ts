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

/** What every screen needs: packages, the folders of src/lib that are no feature's, and the year, which is home. */
const BASE =
  /node_modules\/(svelte|@sveltejs|@tanstack|openapi-fetch|esm-env|clsx|devalue)\/|\/src\/lib\/(api|time|ui|shell)\/(?!CommandPalette|KeysHelp)|\/src\/lib\/paraglide\/runtime|\/src\/lib\/features\/year\/(?!dialogs)|\/src\/app\.css/;

/**
 * Puts what every screen needs into one file instead of many small ones: a first view in few requests. What only some
 * need (the palette, editors) stays out of it, and is loaded with import().
 */
function oneBase(): Plugin {
  return {
    name: 'one-base',
    outputOptions(options) {
      // Only for browsers: SvelteKit runs the other build to learn about the routes.
      if (!options.dir?.includes('server')) options.codeSplitting = { groups: [{ name: 'base', test: BASE }] };
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
