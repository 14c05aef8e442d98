/** The client behind one link, for state that lives as long as it (views). */
export interface ClientScope {
  /** Runs when the link closes. Answers with the function that takes it back. */
  onClose(cleanUp: () => void): () => void;
}
