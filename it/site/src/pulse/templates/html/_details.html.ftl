<style>.mine { color: teal }</style>
