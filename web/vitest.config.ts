import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Of its own, without SvelteKit: it starts in half the time. Messages are
// compiled beforehand (npm run messages).
export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['browser'], alias: { $lib: folder('./src/lib'), $app: folder('./src/test/app') } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    // No machine's zone may leak into what a test proves.
    env: { TZ: 'America/St_Johns' }
  }
});
