import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    // Go embeds build/. The adapter wipes it; public/.gitkeep is copied back, so
    // that the folder is there for `go build` whatever happens.
    adapter: adapter({ pages: 'build', assets: 'build', fallback: 'index.html', precompress: true }),
    // web/static belongs to the pages that the server writes.
    files: { assets: 'public' },
    output: { preloadStrategy: 'modulepreload' },
    version: { pollInterval: 0 }
  }
};
