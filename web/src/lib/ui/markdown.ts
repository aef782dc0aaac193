import { Lexer, type Token } from 'marked';

export type { Token };

/**
 * Reads Markdown (CommonMark and GitHub's tables). What comes back is drawn by MarkdownTokens, element by element: no
 * text ever becomes HTML, so none has to be cleaned.
 */
export function tokensOf(text: string): Token[] {
  return new Lexer({ gfm: true, breaks: true }).lex(text);
}
