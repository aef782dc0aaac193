declare global {
  namespace App {
    interface Error {
      message: string;
      /** Of a refusal by the API: what to find in the server's log. */
      requestId?: string;
      status?: number;
    }
    interface PageState {
      /** Whether going back closes what was opened, such as the entry at the side. */
      opened?: boolean;
    }
  }
}

export {};
