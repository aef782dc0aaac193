import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'src/lib/paraglide/',
      'src/lib/api/contract.gen.ts',
      'project.inlang/',
      'static/',
      'screenshots/',
      'test-results/'
    ]
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    rules: {
      'no-undef': 'off', // TypeScript knows better
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
    languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // The planner lives at the root of its host.
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  {
    // Components take props and give callbacks; a test in test/conventions.test.ts says which may fetch.
    files: ['src/lib/features/**/*.svelte', 'src/lib/ui/**/*.svelte'],
    rules: { 'no-restricted-globals': ['error', 'fetch', 'alert', 'confirm', 'prompt'] }
  }
);
