declare global {
  namespace App {
    interface Error {
      message: string;
      /** What is wrong, in words for the reader; `message` then says more. */
      title?: string;
    }
  }
}

export {};
