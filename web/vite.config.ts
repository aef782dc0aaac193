import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/** Makes the build fail on what would otherwise ship a text that is undefined. */
function noUndefinedImports(): Plugin {
  return {
    name: 'no-undefined-imports',
    onLog(_level, log) {
      if (log.code === 'IMPORT_IS_UNDEFINED' || log.code === 'MISSING_EXPORT') this.error(log);
    }
  };
}

export default defineConfig({
  plugins: [
    noUndefinedImports(),
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
