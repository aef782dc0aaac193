declare global {
  namespace App {
    interface Error {
      message: string;
      /** Of a refusal by the API: what to find in the server's log. */
      requestId?: string;
      status?: number;
      /** What was asked for could not be fetched. */
      isOffline?: boolean;
    }
    interface PageState {
      /** Whether going back closes what was opened, such as the entry at the side. */
      opened?: boolean;
    }
  }
}

export {};
