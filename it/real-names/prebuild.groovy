import com.sun.net.httpserver.HttpServer
import groovy.json.JsonOutput
import java.security.MessageDigest
import java.util.concurrent.Executors

// A Hub whose repositories have the names and the layout of the real ones. It notes every request.
def commit = '0123456789abcdef0123456789abcdef01234567'
def token = 'Bearer hf_theTokenOfTheSettings'
def repositories = [
    'models/llava-hf/llava-1.5-13b-hf': { ->
      new File(basedir, 'target/store/models').listFiles().find { it.directory && new File(it, 'config.json').file }
    },
    'datasets/MLLMMU/MLLMU-Bench': { -> new File(basedir, 'target/world/MLLMU-Bench') },
    'datasets/lab/mmbench': { -> new File(basedir, 'target/world') },
]
def hex = { String algorithm, byte[] before, byte[] bytes ->
  def digest = MessageDigest.getInstance(algorithm)
  digest.update(before)
  digest.update(bytes)
  digest.digest().encodeHex().toString()
}
def files = { File top ->
  // The world's own directory has the exam, and beside it the people, who are another repository.
  def found = top.name == 'world' ? top.listFiles().toList() : []
  if (top.name != 'world') top.eachFileRecurse { found << it }
  found = found.findAll { it.file }
  found.sort { it.path }
}
def entry = { File top, File file ->
  def bytes = file.bytes
  def path = top.toPath().relativize(file.toPath()).toString().replace('\\', '/')
  file.name ==~ /.*\.(safetensors|parquet|tsv)/
      ? [type: 'file', path: path, size: bytes.length, oid: '0' * 40,
         lfs: [oid: hex('SHA-256', new byte[0], bytes), size: bytes.length]]
      : [type: 'file', path: path, size: bytes.length,
         oid: hex('SHA-1', "blob ${bytes.length}\0".getBytes('UTF-8'), bytes)]
}
def send = { exchange, int status, byte[] body ->
  exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length)
  exchange.responseBody.write(body)
  exchange.close()
}
def log = new File(basedir, 'hub.log')
log.text = ''
def server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 100)
server.executor = Executors.newCachedThreadPool { new Thread(it).tap { daemon = true } }
server.createContext('/') { exchange ->
  try {
    def path = exchange.requestURI.path
    synchronized (log) { log << "${exchange.requestMethod} ${path}\n" }
    if (exchange.requestHeaders.getFirst('Authorization') != token) {
      send(exchange, 401, 'who are you?'.bytes)
      return
    }
    def hit = repositories.find { path.startsWith("/api/${it.key}/") || path.startsWith('/' + it.key.replaceFirst('models/', '') + '/resolve/') }
    if (hit == null) {
      send(exchange, 404, 'no such repository'.bytes)
      return
    }
    def top = hit.value()
    if (path == "/api/${hit.key}/revision/main") {
      def info = [id: hit.key.substring(hit.key.indexOf('/') + 1), sha: commit]
      send(exchange, 200, JsonOutput.toJson(info).bytes)
    } else if (path == "/api/${hit.key}/tree/${commit}") {
      exchange.responseHeaders.add('Content-Type', 'application/json')
      send(exchange, 200, JsonOutput.toJson(files(top).collect { entry(top, it) }).bytes)
    } else {
      def bytes = new File(top, path.substring(path.indexOf(commit) + commit.length() + 1)).bytes
      exchange.responseHeaders.add('ETag', '"' + hex('SHA-1', new byte[0], bytes) + '"')
      def range = exchange.requestHeaders.getFirst('Range')
      if (range == null) {
        send(exchange, 200, bytes)
      } else {
        def bounds = range.substring('bytes='.length()).split('-')
        int from = bounds[0] as int
        int to = Math.min(bounds[1] as int, bytes.length - 1)
        exchange.responseHeaders.add('Content-Range', "bytes ${from}-${to}/${bytes.length}")
        send(exchange, 206, Arrays.copyOfRange(bytes, from, to + 1))
      }
    }
  } catch (Exception e) {
    synchronized (log) { log << "${e}\n" }
    exchange.close()
  }
}
server.start()
System.properties.put('real-names.hub', server)
new File(basedir, 'test.properties').text = "pulse.hub.endpoint=http://127.0.0.1:${server.address.port}\n"
return true
